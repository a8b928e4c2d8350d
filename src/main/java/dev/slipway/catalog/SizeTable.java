package dev.slipway.catalog;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code size} and {@code size_tenant}. */
@Component
class SizeTable {
    private static final String SELECT = "select s.* from size s where ";
    private static final String SMALLEST_FIRST = " order by s.memory_mib, s.vcpus, s.disk_mib, s.name";

    private final JdbcClient jdbc;
    private final Clock clock;

    SizeTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Smallest first. */
    List<SizeView> all(SizeReach reach) {
        return jdbc.sql(SELECT + reach.where() + SMALLEST_FIRST)
                .params(reach.params())
                .query(SizeTable::view)
                .list();
    }

    /** Those that are not retired, smallest first. */
    List<SizeView> offered(SizeReach reach) {
        return jdbc.sql(SELECT + reach.where() + " and not s.retired" + SMALLEST_FIRST)
                .params(reach.params())
                .query(SizeTable::view)
                .list();
    }

    Optional<SizeView> find(SizeId id, SizeReach reach) {
        return jdbc.sql(SELECT + reach.where() + " and s.id = :id")
                .params(reach.params())
                .param("id", id.value())
                .query(SizeTable::view)
                .optional();
    }

    /** @throws Conflict if another has its name */
    void insert(SizeView size) {
        try {
            jdbc.sql("insert into size (id, name, vcpus, memory_mib, disk_mib, created_at) values (?, ?, ?, ?, ?, ?)")
                    .params(
                            size.id().value(),
                            size.name(),
                            size.resources().vcpus(),
                            size.resources().memoryMib(),
                            size.resources().diskMib(),
                            Utc.now(clock))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Conflict(
                    "name-taken", "There is a size of that name already. Choose another name.", size.name(), e);
        }
    }

    void setHostTags(SizeId size, HostTags tags) {
        jdbc.sql("update size set host_tags = ? where id = ?")
                .params(tags.toString(), size.value())
                .update();
    }

    /** @return false if it was so already */
    boolean setRetired(SizeId size, boolean retired) {
        return jdbc.sql("update size set retired = ? where id = ? and retired <> ?")
                        .params(retired, size.value(), retired)
                        .update()
                == 1;
    }

    /** The size's own row first, so that two who say it at once say it one after the other. */
    void restrict(SizeId size, Set<TenantId> tenants) {
        jdbc.sql("update size set restricted = ? where id = ?")
                .params(!tenants.isEmpty(), size.value())
                .update();
        jdbc.sql("delete from size_tenant where size_id = ?")
                .param(size.value())
                .update();
        tenants.forEach(tenant -> add(size, tenant));
    }

    private void add(SizeId size, TenantId tenant) {
        try {
            jdbc.sql("insert into size_tenant (size_id, tenant_id) values (?, ?)")
                    .params(size.value(), tenant.value())
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw new InvalidRequest(
                    "no-such-tenant", "tenants", "There is no tenant " + tenant + ". Nothing was changed.");
        }
    }

    List<TenantId> tenants(SizeId size) {
        return jdbc.sql("select t.id from size_tenant s join tenant t on t.id = s.tenant_id where s.size_id = ?"
                        + " order by t.name")
                .param(size.value())
                .query((row, n) -> new TenantId(row.getObject(1, UUID.class)))
                .list();
    }

    private static SizeView view(ResultSet row, int n) throws SQLException {
        return new SizeView(
                new SizeId(row.getObject("id", UUID.class)),
                row.getString("name"),
                new Resources(row.getInt("vcpus"), row.getLong("memory_mib"), row.getLong("disk_mib")),
                HostTags.parse(row.getString("host_tags")),
                row.getBoolean("retired"),
                row.getBoolean("restricted"));
    }
}
