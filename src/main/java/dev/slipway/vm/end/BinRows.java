package dev.slipway.vm.end;

import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.kernel.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The recycle bin, and what keeps VMs out of it, in their rows: conditional updates, as all of them. */
@Component
class BinRows {
    private static final int AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    BinRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** False if it is not ready. */
    boolean protect(VmId vm) {
        return 1
                == jdbc.sql("update vm set delete_protected = true where id = ? and lifecycle = 'READY'")
                        .param(vm.value())
                        .update();
    }

    /** False if it was not protected. */
    boolean unprotect(VmId vm) {
        return 1
                == jdbc.sql("update vm set delete_protected = false where id = ? and delete_protected")
                        .param(vm.value())
                        .update();
    }

    /** Its name stays taken, its addresses stay its own. */
    void bin(VmId vm, Duration days) {
        var now = clock.instant();
        jdbc.sql("update vm set lifecycle = 'BINNED', binned_at = ?, purge_at = ?, changed_at = ?"
                        + " where id = ? and lifecycle = 'DELETING'")
                .params(utc(now), utc(now.plus(days)), utc(now), vm.value())
                .update();
    }

    /** False if it is not there any more, or on its way to another host. */
    boolean restore(VmId vm) {
        return 1
                == jdbc.sql("update vm set lifecycle = 'READY', binned_at = null, purge_at = null, changed_at = ?"
                                + " where id = ? and lifecycle = 'BINNED' and under_way is null")
                        .params(utc(clock.instant()), vm.value())
                        .update();
    }

    /** Those whose days are over; some at a time. */
    List<VmId> due(Instant now) {
        return jdbc.sql("select id from vm where purge_at <= ? and lifecycle = 'BINNED' and under_way is null"
                        + " order by purge_at limit " + AT_ONCE)
                .param(utc(now))
                .query((rs, n) -> new VmId(uuid(rs, "id")))
                .list();
    }
}
