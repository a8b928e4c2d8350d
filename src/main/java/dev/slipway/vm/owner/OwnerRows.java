package dev.slipway.vm.owner;

import dev.slipway.kernel.Conflict;
import dev.slipway.vm.group.GroupRows;
import dev.slipway.vm.state.VmRow;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose a VM is: the columns of its row that say so. */
@Component
class OwnerRows {
    private final JdbcClient jdbc;
    private final GroupRows groups;

    OwnerRows(JdbcClient jdbc, GroupRows groups) {
        this.jdbc = jdbc;
        this.groups = groups;
    }

    /** In another project it is in none of the groups that it was in. The caller holds the row. @throws Conflict {@code name-taken} if a living VM there has that name */
    void give(VmRow vm, VmRow.Owner to) {
        try {
            jdbc.sql("update vm set tenant_id = ?, tenant_name = ?, project_id = ?, project_name = ?, owner_id = ?,"
                            + " owner_name = ? where id = ?")
                    .params(
                            to.tenant().value(),
                            to.tenantName(),
                            to.project().value(),
                            to.projectName(),
                            to.user().value(),
                            to.userName(),
                            vm.id().value())
                    .update();
            if (!to.project().equals(vm.owner().project())) {
                groups.leaveAll(vm.id());
            }
        } catch (DuplicateKeyException e) {
            throw new Conflict(
                    "name-taken",
                    "There is a VM named " + vm.name()
                            + " there already, perhaps in the recycle bin. Delete that one for good first, or move this one"
                            + " somewhere else.",
                    null,
                    e);
        }
    }
}
