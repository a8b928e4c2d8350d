package dev.slipway.vm.disk;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.disk.DiskView.AttachedTo;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.Beginning;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The clicks on Attach and Detach, each in one transaction. */
@Component
class Plugging {
    private static final int NAMED = 5;

    private final DiskLookup lookup;
    private final VmLookup vms;
    private final DiskRules rules;
    private final VmRules vmRules;
    private final DiskRows rows;
    private final Slots slots;
    private final Suspensions suspensions;
    private final Beginning beginning;
    private final DiskNews news;

    Plugging(
            DiskLookup lookup,
            VmLookup vms,
            DiskRules rules,
            VmRules vmRules,
            DiskRows rows,
            Slots slots,
            Suspensions suspensions,
            Beginning beginning,
            DiskNews news) {
        this.lookup = lookup;
        this.vms = vms;
        this.rules = rules;
        this.vmRules = vmRules;
        this.rows = rows;
        this.slots = slots;
        this.suspensions = suspensions;
        this.beginning = beginning;
        this.news = news;
    }

    List<DiskRow> attachable(VmRow vm) {
        return rows.in(vm.owner().project()).stream()
                .filter(disk -> disk.state() == DiskState.READY
                        && disk.plug().isEmpty()
                        && disk.host().equals(vm.host()))
                .toList();
    }

    List<AttachedTo> places(DiskRow disk) {
        return disk.host().map(host -> rows.vms(disk.owner().project(), host)).orElse(List.of());
    }

    OperationId attach(DiskId id, VmId to, Actor actor) {
        var disk = lookup.require(id, Permission.VM_DISK, actor);
        var vm = vms.require(to, Permission.VM_DISK, actor);
        rules.require(DiskAction.ATTACH, disk, Optional.empty());
        vmRules.require(VmAction.ATTACH_DISK, vm);
        suspensions.requireActive(vm.owner().tenant());
        requireSamePlace(disk, vm);
        var operation = beginning.begin(
                Verb.ATTACH_DISK, vm, DiskTask.of(id).arguments(), "disk.attach", "Disk " + disk.name() + ".", actor);
        // From here on the row is ours. It may have come to another host a moment ago.
        requireSamePlace(disk, vms.require(to, Permission.VM_DISK, actor));
        if (!rows.plug(id, to, slots.free(vm))) {
            throw busy();
        }
        news.changed(disk);
        return operation;
    }

    OperationId detach(DiskId id, Actor actor) {
        var disk = lookup.require(id, Permission.VM_DISK, actor);
        var vm = disk.plug().map(plug -> vms.require(plug.vm(), Permission.VM_DISK, actor));
        rules.require(DiskAction.DETACH, disk, vm);
        var operation = beginning.begin(
                Verb.DETACH_DISK,
                vm.orElseThrow(),
                DiskTask.of(id).arguments(),
                "disk.detach",
                "Disk " + disk.name() + "; it stays in the project.",
                actor);
        if (!rows.become(id, DiskState.DETACHING) || !rows.require(id).plug().equals(disk.plug())) {
            throw busy();
        }
        news.changed(disk);
        return operation;
    }

    private void requireSamePlace(DiskRow disk, VmRow vm) {
        if (!disk.owner().project().equals(vm.owner().project())) {
            throw new Conflict(
                    "disk-elsewhere",
                    "That disk belongs to another project than the VM. Attach it to a VM of its own project; handed over with"
                            + " that VM, it comes along.");
        }
        if (!disk.host().equals(vm.host())) {
            var places = places(disk);
            throw new Conflict(
                    "disk-on-other-host",
                    "That disk lies on another host than this VM, and disks stay where they are. "
                            + (places.isEmpty()
                                    ? "Ask an administrator to move this VM to the host of the disk."
                                    : "Attach it to a VM there: " + names(places) + "."));
        }
    }

    private static String names(List<AttachedTo> vms) {
        return vms.stream().limit(NAMED).map(AttachedTo::name).collect(Collectors.joining(", "))
                + (vms.size() > NAMED ? " and others" : "");
    }

    static Conflict busy() {
        return new Conflict("busy", "This disk has just become busy with something else. Look at it again.");
    }
}
