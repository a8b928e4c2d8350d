package dev.slipway.vm.disk;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The click on Delete. */
@Component
class Ending {
    private final DiskLookup lookup;
    private final DiskRules rules;
    private final DiskRows rows;
    private final Operations operations;
    private final DiskNews news;

    Ending(DiskLookup lookup, DiskRules rules, DiskRows rows, Operations operations, DiskNews news) {
        this.lookup = lookup;
        this.rules = rules;
        this.rows = rows;
        this.operations = operations;
        this.news = news;
    }

    OperationId delete(DiskId id, Actor actor) {
        var disk = lookup.require(id, Permission.VM_DISK, actor);
        rules.require(DiskAction.DELETE, disk, Optional.empty());
        var operation = operations.submit(
                new OperationRequest(
                        DeleteDisk.KIND,
                        "disk",
                        id.value(),
                        disk.name(),
                        disk.scope(),
                        DiskTask.of(id).arguments()),
                actor);
        if (!rows.deleting(id)) {
            throw Plugging.busy();
        }
        news.did(disk, "disk.delete", "Delete asked for: " + DiskSize.words(disk.sizeMib()) + ".", actor);
        return operation;
    }
}
