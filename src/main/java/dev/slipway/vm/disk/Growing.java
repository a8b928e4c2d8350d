package dev.slipway.vm.disk;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationRequest;
import dev.slipway.operation.Operations;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.work.Beginning;
import org.springframework.stereotype.Component;

/** The click on Make larger, in one transaction: what is more is held before anything grows. */
@Component
class Growing {
    private final DiskLookup lookup;
    private final VmLookup vms;
    private final DiskRules rules;
    private final DiskRows rows;
    private final DiskHolding holding;
    private final Quotas quotas;
    private final Suspensions suspensions;
    private final Beginning beginning;
    private final Operations operations;
    private final DiskNews news;

    Growing(
            DiskLookup lookup,
            VmLookup vms,
            DiskRules rules,
            DiskRows rows,
            DiskHolding holding,
            Quotas quotas,
            Suspensions suspensions,
            Beginning beginning,
            Operations operations,
            DiskNews news) {
        this.lookup = lookup;
        this.vms = vms;
        this.rules = rules;
        this.rows = rows;
        this.holding = holding;
        this.quotas = quotas;
        this.suspensions = suspensions;
        this.beginning = beginning;
        this.operations = operations;
        this.news = news;
    }

    QuotaPreview quote(DiskRow disk, DiskSize size, Actor actor) {
        return quotas.preview(
                disk.owner().quotaPath(), VmCharges.disk(Math.max(0, size.mib() - disk.sizeMib())), actor);
    }

    OperationId grow(DiskId id, DiskSize size, Actor actor) {
        var disk = lookup.require(id, Permission.VM_DISK, actor);
        var vm = disk.plug().map(plug -> vms.require(plug.vm(), Permission.VM_DISK, actor));
        rules.require(DiskAction.GROW, disk, vm);
        suspensions.requireActive(disk.owner().tenant());
        size.requireMoreThan(disk.sizeMib());
        var task = new DiskTask(id, size.mib());
        var words = "Disk " + disk.name() + " from " + DiskSize.words(disk.sizeMib()) + " to " + size.words() + ".";
        OperationId operation;
        if (vm.isPresent()) {
            operation = beginning.begin(Verb.GROW_DISK, vm.get(), task.arguments(), "disk.grow", words, actor);
            news.changed(disk);
        } else {
            operation = operations.submit(
                    new OperationRequest(
                            GrowVolume.KIND, "disk", id.value(), disk.name(), disk.scope(), task.arguments()),
                    actor);
            news.did(disk, "disk.grow", words, actor);
        }
        // From here on it is ours. What it was a moment ago it may not be any more.
        if (!rows.become(id, DiskState.GROWING) || !isAs(disk, rows.require(id))) {
            throw Plugging.busy();
        }
        holding.resize(disk, size.mib());
        return operation;
    }

    private static boolean isAs(DiskRow disk, DiskRow now) {
        return now.plug().equals(disk.plug()) && now.owner().equals(disk.owner()) && now.sizeMib() == disk.sizeMib();
    }
}
