package dev.slipway.catalog;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageId;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All that stands on images. */
@Component
class ImageUses {
    private final ObjectProvider<ImageUse> uses;

    ImageUses(ObjectProvider<ImageUse> uses) {
        this.uses = uses;
    }

    List<ImageUser> of(ImageId image) {
        return uses.stream().flatMap(use -> use.of(image).stream()).toList();
    }

    boolean isNeededOn(HostId host, String sha256) {
        return uses.stream().anyMatch(use -> use.isNeededOn(host, sha256));
    }
}
