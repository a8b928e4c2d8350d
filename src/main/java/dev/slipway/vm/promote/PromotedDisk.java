package dev.slipway.vm.promote;

import dev.slipway.catalog.Masters;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.intake.TakenDisks;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.work.RunningDisk;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** From a VM's disk on its host to one file beside the masters. */
@Component
class PromotedDisk {
    private static final long MIB = 1024 * 1024;

    private final VmSteps steps;
    private final VmHosts hosts;
    private final PromotionTable table;
    private final RunningDisk running;
    private final TakenDisks disks;
    private final Masters masters;

    PromotedDisk(
            VmSteps steps,
            VmHosts hosts,
            PromotionTable table,
            RunningDisk running,
            TakenDisks disks,
            Masters masters) {
        this.steps = steps;
        this.hosts = hosts;
        this.table = table;
        this.running = running;
        this.disks = disks;
        this.masters = masters;
    }

    /** A copy of a running one's disk has in it what that stands on. */
    void look(StepContext context) {
        var vm = steps.vm(context);
        var promotion = table.promotion(context);
        var facts = hosts.hypervisor(vm)
                .volume(hosts.disk(vm))
                .orElseThrow(() -> new Conflict(
                        "disk-missing", "Its disk is not on its host any more, so nothing can be made of it."));
        boolean hasBase = !promotion.live() && facts.backingPath().isPresent();
        if (promotion.live()) {
            running.look(vm, facts);
        } else {
            requireOff(vm);
        }
        disks.requireRoom(2 * facts.allocatedBytes() + (hasBase ? bytes(base(vm, facts)) : 0));
        table.looked(promotion.id(), hasBase);
    }

    /** @throws Conflict if the disk stands on something else, or that is not here any more: nothing whole could be made of it */
    private Path base(VmRow vm, VolumeFacts facts) {
        var version = vm.image().version().orElseThrow();
        if (!masters.isCopy(version, facts.backingPath().orElseThrow())) {
            throw new Conflict(
                    "disk-elsewhere",
                    "Its disk stands on another file than its image, so no image is made of it. Ask an administrator to look"
                            + " at it.",
                    facts.toString(),
                    null);
        }
        return base(version, vm);
    }

    private Path base(ImageVersionId version, VmRow vm) {
        return masters.file(version)
                .orElseThrow(() -> new Conflict(
                        "image-master-missing",
                        "The file of " + vm.image().name() + " " + vm.image().label()
                                + ", on which its disk stands, is not in the image store any more. Ask an administrator to"
                                + " publish that very file again; then make the image."));
    }

    static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only of one that runs. */
    StepOutcome copyOnHost(StepContext context) {
        var promotion = table.promotion(context);
        return promotion.live()
                ? running.copy(steps.vm(context), promotion.id(), quiet -> table.taken(promotion.id(), quiet), context)
                : StepOutcome.done();
    }

    StepOutcome dropOnHost(StepContext context) {
        var promotion = table.promotion(context);
        return promotion.live() ? running.drop(steps.vm(context), promotion.id()) : StepOutcome.done();
    }

    /** Nobody may write to it meanwhile. */
    void copy(StepContext context) {
        var vm = steps.vm(context);
        var promotion = table.promotion(context);
        if (promotion.live()) {
            var taken = running.backup(vm, promotion.id()).target();
            disks.deleteDisk(promotion.id());
            // Only now is known how large it is.
            disks.requireRoom(2 * allocated(vm, taken));
            copy(vm, taken, promotion.id(), context);
        } else {
            requireOff(vm);
            copy(vm, hosts.disk(vm), promotion.id(), context);
            requireOff(vm);
        }
    }

    private long allocated(VmRow vm, VolumeRef volume) {
        return hosts.hypervisor(vm)
                .volume(volume)
                .map(VolumeFacts::allocatedBytes)
                .orElseThrow(() -> new Conflict(
                        "copy-missing", "The copy of its disk is not on its host any more. Make the image again."));
    }

    private void copy(VmRow vm, VolumeRef from, UUID id, StepContext context) {
        long unused = hosts.hypervisor(vm).<Long>download(from, (content, bytes) -> {
            disks.write(
                    id,
                    content,
                    bytes,
                    here -> context.progress(
                            (int) (here * 100 / Math.max(1, bytes)),
                            "Copying its disk: " + here / MIB + " of " + bytes / MIB + " MiB"),
                    context::isCancelled);
            return bytes;
        });
    }

    void deleteDisk(StepContext context) {
        disks.deleteDisk(PromotionTable.id(context));
    }

    void merge(StepContext context) {
        var vm = steps.vm(context);
        var promotion = table.promotion(context);
        Optional<Path> base = promotion.hasBase().orElseThrow()
                ? Optional.of(base(vm.image().version().orElseThrow(), vm))
                : Optional.empty();
        disks.merge(
                promotion.id(),
                base,
                percent -> context.progress(percent, "Making one file of it and its image"),
                context::isCancelled);
        if (promotion.cleaned()) {
            // In this step, since a disk that was half cleaned is made anew.
            disks.clean(
                    promotion.id(),
                    percent -> context.progress(percent, "Removing what identifies the guest"),
                    context::isCancelled);
        }
    }

    void deleteMerged(StepContext context) {
        disks.deleteMerged(PromotionTable.id(context));
    }

    private void requireOff(VmRow vm) {
        if (ObservedPower.of(hosts.hypervisor(vm).observe(vm.id().value())).isOn()) {
            throw new Conflict(
                    "vm-on",
                    "It was started on its host meanwhile, so no image is made of it. Shut it down, and try again.");
        }
    }
}
