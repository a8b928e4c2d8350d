package dev.slipway.catalog;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageId;
import java.util.List;

/** What stands on images. Told by whoever makes disks of them. */
public interface ImageUse {
    List<ImageUser> of(ImageId image);

    /** Whether a disk on that host stands on that content, or is about to. */
    boolean isNeededOn(HostId host, String sha256);
}
