package dev.slipway.ui.catalog;

import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.warm.WarmPools;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the screen of warm pools works with. */
@Component
record WarmPoolParts(WarmPools pools, Tenants tenants, Images images, Sizes sizes, Networks networks, Actors actors) {
    Actor actor() {
        return actors.current();
    }

    Optional<String> whyNotEdit() {
        return actor().whyNot(Permission.IMAGE_EDIT, Scope.PLATFORM);
    }

    /** Those that could pay. */
    List<ProjectView> projects() {
        return tenants.projects(actor()).stream()
                .filter(project -> actor().can(Permission.VM_LAUNCH, project.scope()))
                .toList();
    }

    List<ImageView> images(ProjectView project) {
        return images.usable(project.scope(), actor()).stream()
                .filter(image -> image.kind() == ImageKind.GOLDEN)
                .toList();
    }

    List<SizeView> sizes(ProjectView project) {
        return sizes.usable(project.scope(), actor());
    }

    List<NetworkView> networks(ProjectView project) {
        return networks.usable(project.scope(), actor());
    }
}
