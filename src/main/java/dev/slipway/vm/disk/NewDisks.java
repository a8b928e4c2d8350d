package dev.slipway.vm.disk;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.Beginning;
import dev.slipway.vm.work.VmHosts;
import org.springframework.stereotype.Component;

/** The click on Add a disk, in one transaction: room and quota are held before anything is made. */
@Component
class NewDisks {
    private final VmLookup vms;
    private final VmRules rules;
    private final VmHosts hosts;
    private final DiskRows rows;
    private final Slots slots;
    private final DiskHolding holding;
    private final Quotas quotas;
    private final Suspensions suspensions;
    private final Beginning beginning;
    private final DiskNews news;

    NewDisks(
            VmLookup vms,
            VmRules rules,
            VmHosts hosts,
            DiskRows rows,
            Slots slots,
            DiskHolding holding,
            Quotas quotas,
            Suspensions suspensions,
            Beginning beginning,
            DiskNews news) {
        this.vms = vms;
        this.rules = rules;
        this.hosts = hosts;
        this.rows = rows;
        this.slots = slots;
        this.holding = holding;
        this.quotas = quotas;
        this.suspensions = suspensions;
        this.beginning = beginning;
        this.news = news;
    }

    QuotaPreview quote(VmRow vm, DiskSize size, Actor actor) {
        return quotas.preview(vm.owner().quotaPath(), VmCharges.disk(size.mib()), actor);
    }

    OperationId create(VmId id, DiskName name, DiskSize size, Actor actor) {
        var vm = vms.require(id, Permission.VM_DISK, actor);
        rules.require(VmAction.ATTACH_DISK, vm);
        suspensions.requireActive(vm.owner().tenant());
        var disk = DiskId.random();
        var words = "Disk " + name.value() + " of " + size.words() + ", to be attached to it.";
        var operation = beginning.begin(
                Verb.CREATE_DISK, vm, new DiskTask(disk, size.mib()).arguments(), "disk.create", words, actor);
        // From here on the row is ours. It may have come to another host a moment ago.
        var held = vms.require(id, Permission.VM_DISK, actor);
        rows.add(disk, name, held, hosts.pool(held), size, slots.free(held));
        var made = rows.require(disk);
        news.changed(made);
        holding.hold(made);
        return operation;
    }
}
