package dev.slipway.notice;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose VMs are at this moment. Read from their rows, as what tells of them runs in their transactions. */
@Component
class VmPeople {
    private final JdbcClient jdbc;

    VmPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param waits whether it is in a warm pool, and so nobody's yet */
    record Owned(UUID vm, UserId owner, Scope scope, boolean waits) {}

    /** Whoever is to be told of it; empty if it is gone, or nobody's yet. */
    Optional<Owned> of(UUID vm) {
        return Optional.ofNullable(of(List.of(vm)).get(vm)).filter(owned -> !owned.waits());
    }

    /** Those of them that are there. */
    Map<UUID, Owned> of(Collection<UUID> vms) {
        if (vms.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(
                        "select id, owner_id, tenant_id, project_id, warm_pool_id is not null as waits from vm where id in (:ids)")
                .param("ids", vms)
                .query((row, n) -> new Owned(
                        row.getObject("id", UUID.class),
                        new UserId(row.getObject("owner_id", UUID.class)),
                        Scope.of(
                                new TenantId(row.getObject("tenant_id", UUID.class)),
                                new ProjectId(row.getObject("project_id", UUID.class))),
                        row.getBoolean("waits")))
                .list()
                .stream()
                .collect(Collectors.toMap(Owned::vm, Function.identity()));
    }
}
