package dev.slipway.vm.group;

import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;
import static java.util.stream.Collectors.groupingBy;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.VmId;
import dev.slipway.placement.GroupRule;
import dev.slipway.vm.group.PlacementGroupView.Member;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Placement groups and who is in them. */
@Component
public class GroupRows {
    private final JdbcClient jdbc;
    private final Clock clock;

    private record InGroup(PlacementGroupId group, Member member) {}

    private record Head(PlacementGroupId id, String name, GroupKind kind, boolean strict) {}

    GroupRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<PlacementGroupView> of(ProjectId project) {
        return read("project_id = ?", project.value());
    }

    Optional<PlacementGroupView> find(PlacementGroupId id) {
        return read("id = ?", id.value()).stream().findFirst();
    }

    /** @throws Conflict {@code name-taken} */
    void insert(PlacementGroupView group, TenantId tenant, ProjectId project) {
        try {
            jdbc.sql("insert into vm_group (id, tenant_id, project_id, name, kind, strict, created_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            group.id().value(),
                            tenant.value(),
                            project.value(),
                            group.name(),
                            group.kind().name(),
                            group.strict(),
                            utc(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Conflict(
                    "name-taken", "There is a group of that name already. Choose another name.", group.name(), e);
        }
    }

    void delete(PlacementGroupId id) {
        jdbc.sql("delete from vm_group where id = ?").param(id.value()).update();
    }

    /**
     * Those of these that are this project's. Strict ones are locked until the transaction ends: who is placed next by the
     * same rule sees where this VM went.
     */
    public Set<PlacementGroupId> hold(Collection<PlacementGroupId> wanted, ProjectId project) {
        var found = new LinkedHashSet<PlacementGroupId>();
        for (var id :
                new TreeSet<>(wanted.stream().map(PlacementGroupId::toString).toList())) {
            head(PlacementGroupId.parse(id), project).ifPresent(head -> {
                found.add(head.id());
                lock(head);
            });
        }
        return found;
    }

    private void lock(Head head) {
        // Who only looks where it could go holds nobody up.
        if (head.strict() && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            jdbc.sql("select id from vm_group where id = ? for update")
                    .param(head.id().value())
                    .query(UUID.class)
                    .optional();
        }
    }

    private Optional<Head> head(PlacementGroupId id, ProjectId project) {
        return jdbc.sql("select id, name, kind, strict from vm_group where id = ? and project_id = ?")
                .params(id.value(), project.value())
                .query((row, n) -> new Head(
                        new PlacementGroupId(uuid(row, "id")),
                        row.getString("name"),
                        GroupKind.valueOf(row.getString("kind")),
                        row.getBoolean("strict")))
                .optional();
    }

    public void join(VmId vm, Collection<PlacementGroupId> groups) {
        groups.forEach(group -> jdbc.sql("insert ignore into vm_group_member (group_id, vm_id) values (?, ?)")
                .params(group.value(), vm.value())
                .update());
    }

    public Set<PlacementGroupId> of(VmId vm) {
        return jdbc.sql("select group_id from vm_group_member where vm_id = ?")
                .param(vm.value())
                .query((row, n) -> new PlacementGroupId(uuid(row, "group_id")))
                .set();
    }

    /** It is of another project from now on. */
    public void leaveAll(VmId vm) {
        jdbc.sql("delete from vm_group_member where vm_id = ?")
                .param(vm.value())
                .update();
    }

    /** What these groups ask of the place of this VM. The caller {@link #hold holds} them. */
    public List<GroupRule> rules(VmId vm, Collection<PlacementGroupId> groups, ProjectId project) {
        return groups.stream()
                .flatMap(group -> head(group, project).stream())
                .map(head -> new GroupRule(
                        head.name(), head.kind() == GroupKind.TOGETHER, head.strict(), places(head.id(), vm)))
                .toList();
    }

    /** A VM on its way counts where it comes from and where it goes. */
    private Map<HostId, Integer> places(PlacementGroupId group, VmId but) {
        var places = new HashMap<HostId, Integer>();
        jdbc.sql("select v.host_id as is_on, a.host_id as has_place, h.host_id as goes_to from vm_group_member m"
                        + " join vm v on v.id = m.vm_id left join allocation a on a.vm_id = m.vm_id"
                        + " left join allocation_hold h on h.vm_id = m.vm_id where m.group_id = ? and m.vm_id <> ?")
                .params(group.value(), but.value())
                .query(row -> {
                    Stream.of("is_on", "has_place", "goes_to")
                            .flatMap(column -> host(row, column).stream())
                            .distinct()
                            .forEach(host -> places.merge(host, 1, Integer::sum));
                });
        return places;
    }

    private static Optional<HostId> host(ResultSet row, String column) {
        try {
            return Optional.ofNullable(row.getObject(column, UUID.class)).map(HostId::new);
        } catch (SQLException e) {
            throw new IllegalStateException(column, e);
        }
    }

    private List<PlacementGroupView> read(String where, UUID parameter) {
        var members = jdbc
                .sql("select m.group_id, v.id, v.name from vm_group_member m join vm v on v.id = m.vm_id"
                        + " where m.group_id in (select id from vm_group where " + where + ") order by v.name")
                .param(parameter)
                .query((row, n) -> new InGroup(
                        new PlacementGroupId(uuid(row, "group_id")),
                        new Member(new VmId(uuid(row, "id")), row.getString("name"))))
                .list()
                .stream()
                .collect(groupingBy(InGroup::group));
        return jdbc.sql("select * from vm_group where " + where + " order by name")
                .param(parameter)
                .query((row, n) -> {
                    var id = new PlacementGroupId(uuid(row, "id"));
                    return new PlacementGroupView(
                            id,
                            Scope.of(new TenantId(uuid(row, "tenant_id")), new ProjectId(uuid(row, "project_id"))),
                            row.getString("name"),
                            GroupKind.valueOf(row.getString("kind")),
                            row.getBoolean("strict"),
                            members.getOrDefault(id, List.of()).stream()
                                    .map(InGroup::member)
                                    .toList());
                })
                .list();
    }
}
