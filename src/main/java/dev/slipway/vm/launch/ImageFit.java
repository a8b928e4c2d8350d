package dev.slipway.vm.launch;

import dev.slipway.catalog.Architecture;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageView;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import java.util.List;
import java.util.Optional;

/** Whether something can be launched from an image at all, and with what. */
public final class ImageFit {
    private ImageFit() {}

    public static void requireLaunchable(ImageView image) {
        var standing = image.standing();
        if (standing.state() == ImageState.RETIRED) {
            throw new Conflict(
                    "image-retired",
                    "Image " + image.name() + " is retired: nothing new is launched from it. "
                            + standing.replacedBy()
                                    .map(other -> "Take " + other + " instead.")
                                    .orElse("Choose another image."));
        }
        standing.withdrawn().ifPresent(why -> {
            throw new Conflict(
                    "image-withdrawn",
                    "Version " + image.versionLabel() + " of image " + image.name() + " was withdrawn (" + why + "). "
                            + standing.newer()
                                    .map(newer -> "Take version " + newer.label() + " instead.")
                                    .orElse("Choose another image."));
        });
        if (image.system().architecture() != Architecture.X86_64) {
            throw new InvalidRequest(
                    "image-architecture",
                    "image",
                    "Image " + image.name() + " is made for "
                            + image.system().architecture().words()
                            + " processors; hosts here have " + Architecture.X86_64.words()
                            + ". Choose another image.");
        }
    }

    public static void requireRoom(ImageView image, LaunchSizes.Sized size) {
        image.lacking(size.resources()).ifPresent(lacking -> {
            throw new InvalidRequest(
                    "size-too-small",
                    size.field(),
                    "Image " + image.name() + " needs " + lacking + "; size " + size.name()
                            + " has less. Choose a larger size.");
        });
    }

    /** A key or a script that nobody reads would be a promise not kept. */
    static void requireReader(ImageView image, List<String> keys, Optional<String> userData) {
        if (!image.cloudInit() && (!keys.isEmpty() || userData.isPresent())) {
            throw new InvalidRequest(
                    "no-cloud-init",
                    userData.isPresent() ? "userData" : "sshKeys",
                    "Image " + image.name() + " has no cloud-init, so it would ignore SSH keys and user data."
                            + " Launch it without them.");
        }
    }
}
