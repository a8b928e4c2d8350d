package dev.slipway.intake.guard;

import static java.util.Objects.requireNonNull;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Removes from a guest's disk what identifies the guest and its people, by libguestfs's {@code virt-sysprep}: its file systems
 * are opened by the kernel of a small machine of their own (the appliance), and that runs in the cell, without acceleration.
 */
@Component
public class DiskCleaning {
    private static final Path PROGRAM = Path.of("/usr/bin/virt-sysprep");
    private static final int USUAL_PARTS = 45;
    private static final long ROOM_TO_GROW = 256L * 1024 * 1024;
    /** What the appliance takes beside the disk while it is at work. */
    public static final long ROOM = 512L * 1024 * 1024;

    private static final String ERROR = "virt-sysprep: error:";

    /** Beyond its own: it gives the guest a machine id, which all that are made of the image would share. */
    private static final List<String> ALSO = List.of(
            "--truncate",
            "/etc/machine-id",
            "--delete",
            "/var/lib/cloud/*",
            "--delete",
            "/var/lib/systemd/random-seed",
            "--delete",
            "/root/.*_history",
            "--delete",
            "/home/*/.*_history");

    private final Confinement cell;
    private final GuardSettings settings;
    private final Clock clock;

    DiskCleaning(Confinement cell, GuardSettings settings, Clock clock) {
        this.clock = clock;
        this.cell = cell;
        this.settings = settings;
    }

    /** Why this machine cannot do it, as a sentence. */
    public Optional<String> whyNot() {
        if (settings.unconfined()) {
            return Optional.of("The portal's machine does not let it shut in the program that would clean the disk.");
        }
        return Files.isExecutable(PROGRAM)
                ? Appliance.whyNot()
                : Optional.of(
                        "The portal's machine has no virt-sysprep; an administrator of it can install guestfs-tools.");
    }

    /**
     * Cleans it in place. A run that did not end may leave it damaged: begin again with the disk as it was.
     *
     * @param disk a qcow2 image that stands on nothing
     * @throws InvalidRequest {@code clean-no-system} if nothing is found on it that could be cleaned
     * @throws Conflict {@code clean-failed}, {@code clean-unavailable}
     */
    public void clean(Path disk, IntConsumer percent, BooleanSupplier unwanted) throws IOException {
        whyNot().ifPresent(why -> {
            throw new Conflict("clean-unavailable", why + " Make the image without cleaning it.");
        });
        try (var appliance =
                Appliance.build(requireNonNull(disk.toAbsolutePath().getParent()), clock.instant())) {
            var task = Confinement.Task.of(program(), appliance.directory(), disk, most(disk), settings.cleaning());
            var seen = new Seen(percent);
            var result = ConfinedRun.of(cell, task, seen::said, unwanted, () -> failed("It took too long."));
            if (result.status() != 0) {
                throw failed(result.complaint());
            }
        }
    }

    private static long most(Path disk) throws IOException {
        return Math.max(Files.size(disk), Appliance.BYTES) + ROOM_TO_GROW;
    }

    private static List<String> program() {
        return Stream.concat(
                        Stream.of(PROGRAM.toString(), "--no-network", "--format", "qcow2", "-a", Confinement.OUTPUT),
                        ALSO.stream())
                .toList();
    }

    private static RuntimeException failed(String complaint) {
        String why = complaint
                .lines()
                .filter(line -> line.startsWith(ERROR))
                .map(line -> line.substring(ERROR.length()).strip())
                .findFirst()
                .orElse("");
        if (why.contains("no operating system")) {
            return new InvalidRequest(
                    "clean-no-system",
                    "clean",
                    "No operating system that libguestfs knows is on its disk, so nothing can be cleaned. Make the image"
                            + " without cleaning it, and remove inside the guest before what identifies it.");
        }
        return new Conflict(
                "clean-failed",
                "Its disk could not be cleaned" + (why.isEmpty() ? "" : " (" + why + ")")
                        + ". Make the image without cleaning it, and remove inside the guest before what identifies it.",
                complaint,
                null);
    }

    /** Counts what it is through with. */
    private static final class Seen {
        private final IntConsumer percent;
        private int parts;

        Seen(IntConsumer percent) {
            this.percent = percent;
        }

        void said(String piece) {
            parts += piece.split("Performing ", -1).length - 1;
            percent.accept(Math.min(99, parts * 100 / USUAL_PARTS));
        }
    }
}
