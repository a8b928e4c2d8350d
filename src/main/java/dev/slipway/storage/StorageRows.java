package dev.slipway.storage;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.PoolId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which pools are the same storage, as far as was found out. */
@Component
class StorageRows {
    private final JdbcClient jdbc;

    /** One of several pools that are the same storage. */
    record Member(UUID storage, PoolId id, PoolPlace place) {}

    StorageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty until somebody has looked. */
    Optional<UUID> of(PoolId pool) {
        return jdbc.sql("select storage from host_pool where id = ?")
                .param(pool.value())
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .optional()
                .flatMap(found -> found);
    }

    /** All pools of the storage that this one is, itself among them; always in the same order. */
    List<Member> with(PoolId pool) {
        return members("where storage = (select storage from host_pool where id = ?) order by id", pool.value());
    }

    /** Every storage that is the pool of more than one host. */
    List<Member> shared() {
        return members(
                "where storage in (select storage from host_pool group by storage having count(*) > 1) order by id");
    }

    /** It is nobody else's: a new one, since others may go by this pool's id still. @return whether that is news */
    boolean alone(PoolId pool) {
        if (of(pool).isPresent() && with(pool).size() <= 1) {
            return false;
        }
        return jdbc.sql("update host_pool set storage = ? where id = ?")
                        .params(UUID.randomUUID(), pool.value())
                        .update()
                == 1;
    }

    /** These two are the same, and so are all that either is the same as. @return whether that is news */
    boolean same(PoolId one, PoolId other) {
        var a = of(one).orElse(one.value());
        var b = of(other).orElse(other.value());
        var storage = a.compareTo(b) < 0 ? a : b;
        return jdbc.sql("update host_pool set storage = :storage where (storage in (:a, :b) or id in (:one, :other))"
                                + " and (storage is null or storage <> :storage)")
                        .param("storage", storage)
                        .param("a", a)
                        .param("b", b)
                        .param("one", one.value())
                        .param("other", other.value())
                        .update()
                > 0;
    }

    private List<Member> members(String which, Object... parameters) {
        return jdbc.sql("select storage, id, host_id, name from host_pool " + which)
                .params(parameters)
                .query((row, n) -> new Member(
                        row.getObject("storage", UUID.class),
                        new PoolId(row.getObject("id", UUID.class)),
                        new PoolPlace(new HostId(row.getObject("host_id", UUID.class)), row.getString("name"))))
                .list();
    }
}
