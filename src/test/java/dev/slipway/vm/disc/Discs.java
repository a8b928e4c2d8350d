package dev.slipway.vm.disc;

import dev.slipway.catalog.ImageUse;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.StagedVolumes;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.IsoSamples;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.DiscWish;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.Launched;
import java.util.List;
import java.util.Optional;

/** ISOs in a world's catalogue, and in the drives of its VMs. */
public final class Discs {
    private Discs() {}

    public static ImageView publish(VmWorld world) {
        return IsoSamples.published(world.bean(Images.class));
    }

    /** Of the system of that name. */
    public static ImageView publish(VmWorld world, String os) {
        return IsoSamples.published(world.bean(Images.class), os);
    }

    public static Launched launch(VmWorld world, ImageView image, String name) {
        return launch(world, image, name, DiscWish.NONE);
    }

    public static Launched launch(VmWorld world, ImageView image, String name, DiscWish wish) {
        return world.vms.launch(
                new LaunchRequest(
                                world.project.id(),
                                name,
                                image.version(),
                                world.size.id(),
                                world.network.id(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty())
                        .with(wish),
                world.actor);
    }

    public static Optional<ImageVersionId> in(VmWorld world, VmId vm, int drive) {
        return world.bean(Drives.class)
                .of(vm, world.actor)
                .get(drive - 1)
                .disc()
                .map(Drive.Disc::version);
    }

    public static VolumeRef volume(VmWorld world, ImageVersionId version) {
        return world.bean(StagedVolumes.class).of(version, world.host.pool());
    }

    public static boolean isNeeded(VmWorld world, ImageView image) {
        return world.bean(ImageUse.class).isNeededOn(world.host.id(), image.sha256());
    }
}
