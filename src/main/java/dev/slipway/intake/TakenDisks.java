package dev.slipway.intake;

import dev.slipway.intake.guard.DiskCleaning;
import dev.slipway.intake.guard.ImageGuard;
import dev.slipway.intake.guard.Overlays;
import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Component;

/**
 * Disks of VMs that are to become images. They lie beside the masters while they are worked on, each under an id of the
 * caller's choice; all of it may be done twice, and is deleted by the caller in the end.
 */
@Component
public class TakenDisks {
    private static final long GIB = 1024L * 1024 * 1024;

    private final IntakeFiles files;
    private final IntakeSettings settings;
    private final ImageGuard guard;
    private final Overlays overlays;
    private final DiskCleaning cleaning;

    TakenDisks(IntakeFiles files, IntakeSettings settings, ImageGuard guard, Overlays overlays, DiskCleaning cleaning) {
        this.cleaning = cleaning;
        this.files = files;
        this.settings = settings;
        this.guard = guard;
        this.overlays = overlays;
    }

    /**
     * @param bytes what is going to be written in all
     * @throws InvalidRequest if it is larger than anything here may be
     * @throws dev.slipway.kernel.NoCapacity if there is no room for it
     */
    public void requireRoom(long bytes) {
        if (bytes > settings.largest().toBytes()) {
            throw new InvalidRequest(
                    "upload-too-large",
                    "disk",
                    "Files of up to " + settings.largest().toBytes() / GIB + " GiB are taken, and this disk has "
                            + (bytes + GIB - 1) / GIB + " GiB. An administrator of the portal can set another limit.");
        }
        files.requireRoom(bytes);
    }

    /** As its host has it, in place of what is here. @param progress told how many bytes are here */
    public void write(UUID id, InputStream content, long bytes, LongConsumer progress, BooleanSupplier unwanted) {
        var unused = new StreamedFile(files, disk(id), progress, unwanted).write(content, bytes);
    }

    /**
     * Makes one file of the disk and what it stands on.
     *
     * @throws InvalidRequest {@code image-rejected} if it is damaged, or stands on something else
     */
    public void merge(UUID id, Optional<Path> base, IntConsumer percent, BooleanSupplier unwanted) {
        try {
            overlays.merge(disk(id), base, merged(id), files.room(), percent, unwanted);
            files.makeSafe(merged(id));
        } catch (IOException e) {
            throw IntakeFiles.broken("merge " + id, e);
        }
    }

    /** Why {@link #clean} is not possible on this machine, as a sentence. */
    public Optional<String> whyNotCleaned() {
        return cleaning.whyNot();
    }

    /**
     * Removes from what was made what identifies the guest. Not to be done twice: what is begun again, is merged again before.
     *
     * @throws InvalidRequest {@code clean-no-system}
     * @throws dev.slipway.kernel.Conflict {@code clean-failed}, {@code clean-unavailable}
     * @throws dev.slipway.kernel.NoCapacity if there is no room for what does it
     */
    public void clean(UUID id, IntConsumer percent, BooleanSupplier unwanted) {
        try {
            files.requireRoom(DiskCleaning.ROOM);
            cleaning.clean(merged(id), percent, unwanted);
            files.makeSafe(merged(id));
        } catch (IOException e) {
            throw IntakeFiles.broken("clean " + id, e);
        }
    }

    /**
     * Looks into what was made, as into any file that somebody brings.
     *
     * @return its SHA-256
     * @throws InvalidRequest {@code image-rejected}, saying what is wrong with it
     */
    public String check(UUID id, LongConsumer read, BooleanSupplier unwanted) {
        try {
            var unused = guard.inspect(merged(id), unwanted);
            return files.digest(merged(id), Checksum.Kind.SHA256, read, unwanted);
        } catch (IOException e) {
            throw IntakeFiles.broken("inspect " + id, e);
        }
    }

    /** What can be published. */
    public Path merged(UUID id) {
        return files.taken(id, "merged");
    }

    private Path disk(UUID id) {
        return files.taken(id, "disk");
    }

    public void deleteDisk(UUID id) {
        files.delete(disk(id));
    }

    public void deleteMerged(UUID id) {
        files.delete(merged(id));
    }
}
