package dev.slipway.vm.lease;

import dev.slipway.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code lease_policy}: tenants whose VMs do not stay for ever. */
@Component
class LeasePolicyTable {
    private final JdbcClient jdbc;

    LeasePolicyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<LeasePolicy> of(TenantId tenant) {
        return jdbc.sql("select longest_days, extensions, most_days, grace_days from lease_policy where tenant_id = ?")
                .param(tenant.value())
                .query(LeasePolicyTable::read)
                .optional();
    }

    List<TenantId> tenants() {
        return jdbc.sql("select tenant_id from lease_policy")
                .query((row, n) -> new TenantId(UUID.fromString(row.getString(1))))
                .list();
    }

    void set(TenantId tenant, LeasePolicy policy) {
        jdbc.sql("insert into lease_policy (tenant_id, longest_days, extensions, most_days, grace_days)"
                        + " values (?, ?, ?, ?, ?) on duplicate key update longest_days = values(longest_days),"
                        + " extensions = values(extensions), most_days = values(most_days),"
                        + " grace_days = values(grace_days)")
                .params(Arrays.asList(
                        tenant.value(),
                        policy.longestDays(),
                        column(policy.extensions()),
                        column(policy.mostDays()),
                        policy.graceDays()))
                .update();
    }

    void remove(TenantId tenant) {
        jdbc.sql("delete from lease_policy where tenant_id = ?")
                .param(tenant.value())
                .update();
    }

    private static @Nullable Integer column(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static LeasePolicy read(ResultSet row, int number) throws SQLException {
        return new LeasePolicy(
                row.getInt("longest_days"), read(row, "extensions"), read(row, "most_days"), row.getInt("grace_days"));
    }

    private static OptionalInt read(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
