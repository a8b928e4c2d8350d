package dev.slipway.ui.catalog;

import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.Favourites;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.Logos;
import dev.slipway.catalog.Sizes;
import dev.slipway.catalog.StagedCopies;
import dev.slipway.catalog.Staging;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.network.Networks;
import dev.slipway.operation.Operations;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.vm.launch.LaunchPolicies;
import dev.slipway.vm.seed.VendorData;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What screens of images work with. */
@Component
record ImageParts(
        Images images,
        CuratedImages curated,
        Favourites favourites,
        Logos logos,
        VendorData vendorData,
        LaunchPolicies policies,
        Sizes sizes,
        Networks networks,
        StagedCopies copies,
        Staging staging,
        Operations operations,
        Hosts hosts,
        TenantRegister tenants,
        Actors actors,
        LiveScreens live,
        Clock clock) {

    Actor actor() {
        return actors.current();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Why the person may not change the image, if so. */
    Optional<String> whyNotOwn(ImageView image) {
        var owner = image.standing().owner();
        return actor().whyNot(owner.isPlatform() ? Permission.IMAGE_EDIT : Permission.IMAGE_OWN, owner.scope());
    }

    /** Why the person may not say who may use images, if so. */
    Optional<String> whyNotCurate() {
        return actor().whyNot(Permission.IMAGE_EDIT, Scope.PLATFORM);
    }

    boolean seesHosts() {
        return actor().can(Permission.HOST_READ, Scope.PLATFORM);
    }
}
