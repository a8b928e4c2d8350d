package dev.slipway.vm;

import dev.slipway.catalog.Masters;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.intake.TakenDisks;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** From a VM's disk to an image. */
@Component
class PromoteSteps {
    static final String PROMOTION = "promotion";
    private static final Duration NEXT_TURN = Duration.ofSeconds(1);
    private static final long MIB = 1024 * 1024;

    private final VmSteps steps;
    private final VmHosts hosts;
    private final PromotionTable table;
    private final PromotionSettings settings;
    private final TakenDisks disks;
    private final Masters masters;
    private final PowerEnd end;

    PromoteSteps(
            VmSteps steps,
            VmHosts hosts,
            PromotionTable table,
            PromotionSettings settings,
            TakenDisks disks,
            Masters masters,
            PowerEnd end) {
        this.steps = steps;
        this.hosts = hosts;
        this.table = table;
        this.settings = settings;
        this.disks = disks;
        this.masters = masters;
        this.end = end;
    }

    StepOutcome takeTurn(StepContext context) {
        return table.takeSlot(id(context), settings.atOnce())
                ? StepOutcome.done()
                : StepOutcome.again(NEXT_TURN, "Waiting for its turn: other images are being made");
    }

    void leaveTurn(StepContext context) {
        table.leaveSlot(id(context));
    }

    void look(StepContext context) {
        var vm = steps.vm(context);
        requireOff(vm);
        var facts = hosts.hypervisor(vm)
                .volume(hosts.disk(vm))
                .orElseThrow(() -> new Conflict(
                        "disk-missing", "Its disk is not on its host any more, so nothing can be made of it."));
        long below = facts.backingPath().isPresent() ? bytes(base(vm, facts)) : 0;
        disks.requireRoom(2 * facts.allocatedBytes() + below);
        table.looked(id(context), facts.backingPath().isPresent());
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

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copy(StepContext context) {
        var vm = steps.vm(context);
        requireOff(vm);
        UUID id = id(context);
        long unused = hosts.hypervisor(vm).<Long>download(hosts.disk(vm), (content, bytes) -> {
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
        // Nobody may have written to it meanwhile.
        requireOff(vm);
    }

    void deleteDisk(StepContext context) {
        disks.deleteDisk(id(context));
    }

    void merge(StepContext context) {
        var vm = steps.vm(context);
        var promotion = promotion(context);
        Optional<Path> base = promotion.hasBase().orElseThrow()
                ? Optional.of(base(vm.image().version().orElseThrow(), vm))
                : Optional.empty();
        disks.merge(
                promotion.id(),
                base,
                percent -> context.progress(percent, "Making one file of it and its image"),
                context::isCancelled);
    }

    void deleteMerged(StepContext context) {
        disks.deleteMerged(id(context));
    }

    void check(StepContext context) {
        var id = id(context);
        context.progress(0, "Looking into it");
        long all = Math.max(1, bytes(disks.merged(id)));
        String sha256 = disks.check(
                id, read -> context.progress((int) (read * 100 / all), "Computing its checksum"), context::isCancelled);
        table.checked(id, sha256);
    }

    void publish(StepContext context) {
        var promotion = promotion(context);
        if (promotion.version().isPresent()) {
            return;
        }
        masters.publish(
                promotion.draft(),
                promotion.owner(),
                disks.merged(promotion.id()),
                promotion.sha256().orElseThrow(),
                context.requestedBy(),
                published -> table.published(promotion.id(), published.image().version(), published.fresh()));
    }

    void takeBack(StepContext context) {
        table.find(id(context))
                .filter(Promotion::fresh)
                .flatMap(Promotion::version)
                .ifPresent(version -> masters.takeBack(version, context.requestedBy()));
    }

    void tidy(StepContext context) {
        deleteDisk(context);
        deleteMerged(context);
    }

    void ended(StepContext context, boolean made) {
        end.ended(context);
        if (made) {
            table.leaveSlot(id(context));
        } else {
            table.remove(id(context));
        }
    }

    private void requireOff(VmRow vm) {
        if (ObservedPower.of(hosts.hypervisor(vm).observe(vm.id().value())).isOn()) {
            throw new Conflict(
                    "vm-on",
                    "It was started on its host meanwhile, so no image is made of it. Shut it down, and try again.");
        }
    }

    private Promotion promotion(StepContext context) {
        return table.find(id(context)).orElseThrow();
    }

    private static UUID id(StepContext context) {
        return UUID.fromString(context.arguments().get(PROMOTION));
    }
}
