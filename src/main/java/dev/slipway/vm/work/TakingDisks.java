package dev.slipway.vm.work;

import static dev.slipway.operation.Step.FOREVER;
import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.plain;
import static dev.slipway.operation.Step.step;

import dev.slipway.catalog.Masters;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.intake.TakenDisks;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.state.VmRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * From a VM's own disk on its host to one file on the portal that stands on nothing. The VM stays as it is: off, or running,
 * and then its host makes a copy first. The file is {@link TakenDisks}' until whoever has it taken deletes it there.
 */
@Component
public class TakingDisks {
    public static final Duration LONGEST_COPY = Duration.ofDays(1);

    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final long MIB = 1024 * 1024;

    private final VmSteps steps;
    private final VmHosts hosts;
    private final RunningDisk running;
    private final TakenDisks disks;
    private final Masters masters;

    TakingDisks(VmSteps steps, VmHosts hosts, RunningDisk running, TakenDisks disks, Masters masters) {
        this.steps = steps;
        this.hosts = hosts;
        this.running = running;
        this.disks = disks;
        this.masters = masters;
    }

    /**
     * A disk that is being taken.
     *
     * @param id of its files
     * @param live whether it is copied while its VM runs
     * @param hasBase whether it stands on the image that its VM was launched from; empty until that was looked at
     */
    public record Taking(UUID id, boolean live, Optional<Boolean> hasBase) {}

    /** What an operation has to remember of the disk that it takes. */
    public interface Book {
        Taking taking(StepContext context);

        void looked(UUID id, boolean hasBase);

        /** @param quiet whether its guest held its file systems still */
        void taken(UUID id, boolean quiet);
    }

    /** @param last done to the file in the step that makes it, since one that was half done is made anew */
    public List<Step> steps(Book book, String mergeTitle, Step.PlainBody last) {
        return List.of(
                // Looks only.
                step("look", "Look at its disk", steps.heeding(plain(c -> look(c, book))), nothing(), USUAL),
                step(
                        "copy-on-host",
                        "Copy its disk on its host, if it runs",
                        steps.heeding(c -> copyOnHost(c, book)),
                        c -> dropOnHost(c, book),
                        LONGEST_COPY),
                step(
                        "copy-disk",
                        "Copy its disk from its host",
                        steps.heeding(plain(c -> copy(c, book))),
                        plain(c -> disks.deleteDisk(book.taking(c).id())),
                        LONGEST_COPY),
                // Taken is taken: what takes room on its host, nobody needs.
                step("drop-on-host", "Remove the copy on its host", c -> dropOnHost(c, book), nothing(), FOREVER),
                step(
                        "merge",
                        mergeTitle,
                        plain(c -> {
                            merge(c, book);
                            last.run(c);
                        }),
                        plain(c -> disks.deleteMerged(book.taking(c).id())),
                        LONGEST_COPY));
    }

    /** A copy of a running one's disk has in it what that stands on. */
    private void look(StepContext context, Book book) {
        var vm = steps.vm(context);
        var taking = book.taking(context);
        var facts = hosts.hypervisor(vm)
                .volume(hosts.disk(vm))
                .orElseThrow(() -> new Conflict(
                        "disk-missing", "Its disk is not on its host any more, so nothing can be made of it."));
        boolean hasBase = !taking.live() && facts.backingPath().isPresent();
        if (taking.live()) {
            running.look(vm, facts);
        } else {
            requireOff(vm);
        }
        disks.requireRoom(2 * facts.allocatedBytes() + (hasBase ? bytes(base(vm, facts)) : 0));
        book.looked(taking.id(), hasBase);
    }

    /** @throws Conflict if the disk stands on something else, or that is not here any more: nothing whole could be made of it */
    private Path base(VmRow vm, VolumeFacts facts) {
        var version = vm.image().version().orElseThrow();
        if (!masters.isCopy(version, facts.backingPath().orElseThrow())) {
            throw new Conflict(
                    "disk-elsewhere",
                    "Its disk stands on another file than its image, so nothing is made of it. Ask an administrator to look"
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
                                + " publish that very file again; then try again."));
    }

    public static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only of one that runs. */
    private StepOutcome copyOnHost(StepContext context, Book book) {
        var taking = book.taking(context);
        return taking.live()
                ? running.copy(steps.vm(context), taking.id(), quiet -> book.taken(taking.id(), quiet), context)
                : StepOutcome.done();
    }

    private StepOutcome dropOnHost(StepContext context, Book book) {
        var taking = book.taking(context);
        return taking.live() ? running.drop(steps.vm(context), taking.id()) : StepOutcome.done();
    }

    /** Nobody may write to it meanwhile. */
    private void copy(StepContext context, Book book) {
        var vm = steps.vm(context);
        var taking = book.taking(context);
        if (taking.live()) {
            var taken = running.backup(vm, taking.id()).target();
            disks.deleteDisk(taking.id());
            // Only now is known how large it is.
            disks.requireRoom(2 * allocated(vm, taken));
            copy(vm, taken, taking.id(), context);
        } else {
            requireOff(vm);
            copy(vm, hosts.disk(vm), taking.id(), context);
            requireOff(vm);
        }
    }

    private long allocated(VmRow vm, VolumeRef volume) {
        return hosts.hypervisor(vm)
                .volume(volume)
                .map(VolumeFacts::allocatedBytes)
                .orElseThrow(() ->
                        new Conflict("copy-missing", "The copy of its disk is not on its host any more. Do it again."));
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

    private void merge(StepContext context, Book book) {
        var vm = steps.vm(context);
        var taking = book.taking(context);
        Optional<Path> base = taking.hasBase().orElseThrow()
                ? Optional.of(base(vm.image().version().orElseThrow(), vm))
                : Optional.empty();
        disks.merge(
                taking.id(),
                base,
                percent -> context.progress(percent, "Making one file of it and its image"),
                context::isCancelled);
    }

    private void requireOff(VmRow vm) {
        if (steps.isOn(vm)) {
            throw new Conflict(
                    "vm-on",
                    "It was started on its host meanwhile, so its disk is not taken. Shut it down, and try again.");
        }
    }
}
