package dev.slipway.catalog;

import dev.slipway.host.HostRemoved;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A host that is forgotten has no staged copies any more, whatever still lies on its disk. */
@Component
class CopiesOnRemovedHosts {
    private final JdbcClient jdbc;

    CopiesOnRemovedHosts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void forget(HostRemoved removed) {
        jdbc.sql("delete from staged_image where host_id = ?")
                .param(removed.host().value())
                .update();
    }
}
