package dev.slipway.intake.guard;

import dev.slipway.catalog.MasterCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/**
 * Makes one file of a VM's disk and the master that it stands on. What the disk itself says of where that is counts for
 * nothing: {@code qemu-img} is told, and shut in with these two files.
 */
@Component
public class Overlays {
    static final String JSON = "json:";
    private static final long MOST_SAID = 1024 * 1024;
    private static final long ROOM_FOR_TABLES = 64L * 1024 * 1024;
    private static final String FILE =
            "{\"driver\":\"qcow2\",\"file\":{\"driver\":\"file\",\"filename\":\"%s\"},\"backing\":%s}";

    private final Confinement cell;
    private final GuardSettings settings;

    Overlays(Confinement cell, GuardSettings settings) {
        this.cell = cell;
        this.settings = settings;
    }

    /**
     * Writes what a guest sees as a plain qcow2 image; what was there is overwritten.
     *
     * @param base a master; empty if the disk is to stand on nothing
     * @param mostBytes what the result may take
     * @throws dev.slipway.kernel.InvalidRequest {@code image-rejected} if the disk is damaged, or stands on something when it
     *     should not, or the other way round
     */
    public void merge(
            Path disk, Optional<Path> base, Path to, long mostBytes, IntConsumer percent, BooleanSupplier unwanted)
            throws IOException {
        var found = MasterCheck.overlay(disk);
        Refusal.unless(
                found.standsOnAnother() == base.isPresent(),
                "what it stands on is not what its VM was launched from. An administrator must look at it");
        check(disk, base, unwanted);
        Files.deleteIfExists(to);
        Files.createFile(to);
        var program = List.of(
                ImageGuard.QEMU_IMG, "convert", "-p", "-O", "qcow2", source(base.isPresent()), Confinement.OUTPUT);
        long most = Math.min(mostBytes, found.virtualBytes() + found.virtualBytes() / 100 + ROOM_FOR_TABLES);
        var task = new Confinement.Task(program, disk, base, Optional.of(to), most, settings.conversion());
        var result =
                ConfinedRun.of(cell, task, said -> ImageGuard.percentIn(said).ifPresent(percent), unwanted);
        Refusal.unless(result.status() == 0, "it cannot be read as a whole, or becomes larger than there is room for");
        Refusal.unless(MasterCheck.qcow2(to) == found.virtualBytes(), "it changed while it was read");
    }

    /** What lies beyond the end of a file that was cut off would be read as zeros. */
    private void check(Path disk, Optional<Path> base, BooleanSupplier unwanted) {
        var program = List.of(ImageGuard.QEMU_IMG, "check", "-q", source(base.isPresent()));
        var task = new Confinement.Task(program, disk, base, Optional.empty(), MOST_SAID, settings.inspection());
        var result = ConfinedRun.of(cell, task, said -> {}, unwanted);
        Refusal.unless(
                result.status() == 0 || result.status() == ImageGuard.CHECK_LEAKS_ONLY,
                "it is damaged. Start its VM and look at its file systems; an administrator looks at it with: qemu-img check");
    }

    private static String source(boolean based) {
        String below = based ? FILE.formatted(Confinement.BASE, "null") : "null";
        return JSON + FILE.formatted(Confinement.INPUT, below);
    }
}
