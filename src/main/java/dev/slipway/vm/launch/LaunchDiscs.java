package dev.slipway.vm.launch;

import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.vm.disc.Drives;
import org.springframework.stereotype.Component;

/** What a launch from a disc has in its drives. */
@Component
class LaunchDiscs {
    private final Images images;

    LaunchDiscs(Images images) {
        this.images = images;
    }

    /**
     * @param image what is launched from
     * @throws InvalidRequest if discs are asked for and that is none, or the second is none
     * @throws dev.slipway.kernel.NotFound if the second is not for that project
     */
    NewVm.Discs check(DiscWish wish, ImageView image, Scope project, Actor actor) {
        if (image.kind() != ImageKind.ISO) {
            if (wish.needsDisc()) {
                throw new InvalidRequest(
                        "image-installs-nothing",
                        wish.second().isPresent() ? "secondDisc" : "discOutAtReboot",
                        image.name()
                                + " is a golden image, and nothing is installed from a disc. Put discs into the VM's"
                                + " drives when it is there.");
            }
            return NewVm.Discs.NONE;
        }
        var second = wish.second().map(version -> {
            return Drives.discOf(images.requireUsable(version, project, actor), "secondDisc");
        });
        return new NewVm.Discs(second, wish.outAtReboot().orElseGet(() -> DiscWish.isUsual(image)));
    }
}
