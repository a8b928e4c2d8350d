package dev.slipway.intake;

import dev.slipway.storage.StorageVolume;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a volume could be an image, by what is known of it without opening it. */
final class VolumeLook {
    /** A logical volume has no ending. */
    private static final Pattern IMAGE =
            Pattern.compile("[^.]+|.*\\.(qcow2|qcow|img|raw|iso|vmdk|vdi|vhdx)", Pattern.DOTALL);

    private static final Pattern OURS = Pattern.compile("slipway-.*|vm-[0-9a-f-]{36}-.*");

    private VolumeLook() {}

    static Optional<String> whyNot(StorageVolume volume) {
        if (volume.owner().isPresent()) {
            return Optional.of("It belongs to " + volume.owner().get().words()
                    + ", which may write to it. Make an image of what is shut down, or copy it on the host first.");
        }
        String name = volume.name().toLowerCase(Locale.ROOT);
        if (OURS.matcher(name).matches()) {
            return Optional.of("It is Slipway's own, and no image.");
        }
        if (!IMAGE.matcher(name).matches()) {
            return Optional.of("By its name it is no disk image and no ISO. Rename it on the host if it is one"
                    + " (.qcow2, .img, .raw, .iso, .vmdk, .vdi, .vhdx), and have the pool looked at again.");
        }
        return volume.capacityMib() == 0 ? Optional.of("It is empty.") : Optional.empty();
    }
}
