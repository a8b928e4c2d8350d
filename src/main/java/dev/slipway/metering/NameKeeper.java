package dev.slipway.metering;

import dev.slipway.kernel.AuditableEvent;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers what things are called: usage outlives them. */
@Component
class NameKeeper {
    private static final Set<String> KEPT = Set.of("vm", "project", "tenant");

    private final JdbcClient jdbc;

    NameKeeper(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes only what is new, so that changes of one project do not wait for each other here. */
    @EventListener
    void heard(AuditableEvent event) {
        UUID id = event.targetId();
        String name = event.targetName();
        if (id == null || name.isEmpty() || !KEPT.contains(event.targetType())) {
            return;
        }
        boolean known = jdbc.sql("select name from metering_name where id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .filter(name::equals)
                .isPresent();
        if (!known) {
            jdbc.sql("insert into metering_name (id, name) values (?, ?) on duplicate key update name = values(name)")
                    .params(id, name)
                    .update();
        }
    }
}
