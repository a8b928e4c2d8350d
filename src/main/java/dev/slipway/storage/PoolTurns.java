package dev.slipway.storage;

import dev.slipway.kernel.HostId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who works on a pool: a few at once, whichever nodes they are on. Who has no turn comes again later and holds nothing
 * meanwhile, so that nobody who works elsewhere waits behind them.
 */
@Component
public class PoolTurns {
    private final JdbcClient jdbc;
    private final StorageSettings settings;
    private final SharedStorage shared;

    PoolTurns(JdbcClient jdbc, StorageSettings settings, SharedStorage shared) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.shared = shared;
    }

    /**
     * @param work done at once if it is this one's turn; may be done twice, like any step
     * @return false if others have all the turns: come again
     */
    public boolean inTurn(HostId host, String pool, UUID holder, Runnable work) {
        var line = shared.knownHome(host, pool);
        return inTurn(line, holder, work);
    }

    private boolean inTurn(PoolPlace place, UUID holder, Runnable work) {
        var host = place.host();
        var pool = place.pool();
        if (!take(host, pool, holder)) {
            return false;
        }
        try {
            work.run();
            return true;
        } finally {
            jdbc.sql("update pool_turn set holder = null, until = null where host_id = ? and pool = ? and holder = ?")
                    .params(host.value(), pool, holder)
                    .update();
        }
    }

    private boolean take(HostId host, String pool, UUID holder) {
        if (takeOneThatIsThere(host, pool, holder)) {
            return true;
        }
        return begin(host, pool) && takeOneThatIsThere(host, pool, holder);
    }

    /** A turn of one's own from before a crash is taken up again. */
    private boolean takeOneThatIsThere(HostId host, String pool, UUID holder) {
        return jdbc.sql("""
            update pool_turn set holder = :holder, until = utc_timestamp(6) + interval :seconds second
            where host_id = :host and pool = :pool and turn < :turns
                and (holder is null or holder = :holder or until < utc_timestamp(6))
            order by turn limit 1\
            """)
                        .param("holder", holder)
                        .param("seconds", settings.turn().toSeconds())
                        .param("host", host.value())
                        .param("pool", pool)
                        .param("turns", settings.turns())
                        .update()
                == 1;
    }

    /** False if all turns of the pool are known already. */
    private boolean begin(HostId host, String pool) {
        long known = jdbc.sql("select count(*) from pool_turn where host_id = ? and pool = ?")
                .params(host.value(), pool)
                .query(Long.class)
                .single();
        for (int turn = 0; known < settings.turns() && turn < settings.turns(); turn++) {
            jdbc.sql("insert ignore into pool_turn (host_id, pool, turn) values (?, ?, ?)")
                    .params(host.value(), pool, turn)
                    .update();
        }
        return known < settings.turns();
    }
}
