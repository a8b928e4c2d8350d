package dev.slipway.ui.vm;

import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.VmView;
import dev.slipway.vm.disk.DiskAction;
import dev.slipway.vm.disk.DiskName;
import dev.slipway.vm.disk.DiskSize;
import dev.slipway.vm.disk.DiskView;
import dev.slipway.vm.disk.DiskView.AttachedTo;
import dev.slipway.vm.disk.Disks;
import dev.slipway.vm.resize.OwnDiskView;
import dev.slipway.vm.resize.OwnDisks;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Disks of VMs, and those besides, for the person at the screen. */
@Component
class DiskActions {
    private final Disks disks;
    private final OwnDisks own;
    private final Actors actors;

    DiskActions(Disks disks, OwnDisks own, Actors actors) {
        this.disks = disks;
        this.own = own;
        this.actors = actors;
    }

    List<DiskView> in(ProjectId project) {
        return disks.list(project, actors.current());
    }

    List<DiskView> of(VmId vm) {
        return disks.of(vm, actors.current());
    }

    List<DiskView> attachable(VmId vm) {
        return disks.attachable(vm, actors.current());
    }

    List<AttachedTo> places(DiskView disk) {
        return disks.places(disk.id(), actors.current());
    }

    QuotaPreview quote(VmId vm, long mib) {
        return disks.quote(vm, new DiskSize(mib), actors.current());
    }

    private QuotaPreview quoteGrowth(DiskView disk, long mib) {
        return disks.quoteGrowth(disk.id(), new DiskSize(mib), actors.current());
    }

    void create(VmId vm, String name, long mib) {
        disks.create(vm, new DiskName(name), new DiskSize(mib), actors.current());
    }

    void attach(DiskId disk, VmId vm) {
        disks.attach(disk, vm, actors.current());
    }

    private void grow(DiskView disk, long mib) {
        disks.grow(disk.id(), new DiskSize(mib), actors.current());
    }

    OwnDiskView own(VmView vm) {
        return own.get(vm.id(), actors.current());
    }

    void askToGrowOwn(VmView vm) {
        new GrowDiskDialog(
                        "the own disk of " + vm.name(),
                        vm.resources().diskMib(),
                        mib -> own.quoteGrowth(vm.id(), new DiskSize(mib), actors.current()),
                        mib -> own.grow(vm.id(), new DiskSize(mib), actors.current()))
                .open();
    }

    /** What pressing an action's button does, wherever the button stands. */
    void run(DiskAction action, DiskView disk) {
        switch (action) {
            case ATTACH -> new AttachDiskDialog(disk, this).open();
            case DETACH -> confirmDetach(disk);
            case GROW ->
                new GrowDiskDialog(
                                "“" + disk.name() + "”",
                                disk.sizeMib(),
                                mib -> quoteGrowth(disk, mib),
                                mib -> grow(disk, mib))
                        .open();
            case DELETE -> confirmDelete(disk);
        }
    }

    static VaadinIcon icon(DiskAction action) {
        return switch (action) {
            case ATTACH -> VaadinIcon.CONNECT;
            case DETACH -> VaadinIcon.UNLINK;
            case GROW -> VaadinIcon.EXPAND_SQUARE;
            case DELETE -> VaadinIcon.TRASH;
        };
    }

    static Optional<String> whyNot(DiskAction action, DiskView disk) {
        return Optional.ofNullable(disk.refusedActions().get(action));
    }

    private void confirmDetach(DiskView disk) {
        String vm = disk.vm().map(AttachedTo::name).orElse("its VM");
        new ConsequenceDialog(
                        "Detach “" + disk.name() + "” from " + vm + "?",
                        List.of(
                                "Unmount it in the guest first: what its programs have not yet written to it is lost.",
                                "The disk stays in the project with what is on it, and holds its quota.",
                                "It can be attached again, to VMs on the same host."),
                        DiskAction.DETACH.words(),
                        () -> disks.detach(disk.id(), actors.current()))
                .open();
    }

    private void confirmDelete(DiskView disk) {
        new ConsequenceDialog(
                        "Delete “" + disk.name() + "”?",
                        List.of(
                                "Everything on it is gone for good: disks do not go to the recycle bin.",
                                Sizing.mib(disk.sizeMib()) + " of the disk quota are given back."),
                        DiskAction.DELETE.words(),
                        () -> disks.delete(disk.id(), actors.current()))
                .open();
    }
}
