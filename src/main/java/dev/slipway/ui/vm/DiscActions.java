package dev.slipway.ui.vm;

import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.disc.Drive;
import dev.slipway.vm.disc.Drives;
import java.util.List;
import org.springframework.stereotype.Component;

/** The discs in a VM's drives, and those that there are to put in, for the person at the screen. */
@Component
class DiscActions {
    private final Drives drives;
    private final Images images;
    private final Actors actors;

    DiscActions(Drives drives, Images images, Actors actors) {
        this.drives = drives;
        this.images = images;
        this.actors = actors;
    }

    List<Drive> drives(VmId vm) {
        return drives.of(vm, actors.current());
    }

    List<ImageView> discs(Scope project) {
        return images.usable(project, actors.current()).stream()
                .filter(image -> image.kind() == ImageKind.ISO)
                .toList();
    }

    void insert(VmId vm, int drive, ImageVersionId disc) {
        drives.insert(vm, drive, disc, actors.current());
    }

    void eject(VmId vm, int drive) {
        drives.eject(vm, drive, actors.current());
    }
}
