package dev.slipway.ui.catalog;

import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Visibility;
import dev.slipway.ui.component.ReachDialog;
import java.util.HashSet;
import java.util.Optional;

/** Says who may use an image besides its owner. */
class ImageReachDialog extends ReachDialog {
    ImageReachDialog(ImageView image, ImageParts parts, Runnable done) {
        super(
                image.name(),
                "For all others it is not there: they neither see it nor launch from it. VMs that stand on it stay.",
                Optional.of(
                        image.standing().owner().isPlatform()
                                ? "Platform administrators only"
                                : "Only " + image.standing().owner().name()),
                new Reach(
                        whom(image.standing().visibility()),
                        new HashSet<>(parts.curated().sharedWith(image.version(), parts.actor()))),
                parts.tenants(),
                parts::actor,
                reach -> {
                    parts.curated().share(image.version(), visibility(reach.whom()), reach.tenants(), parts.actor());
                    done.run();
                });
    }

    private static Whom whom(Visibility visibility) {
        return switch (visibility) {
            case PUBLIC -> Whom.EVERYBODY;
            case TENANTS -> Whom.TENANTS;
            case PRIVATE -> Whom.OWNER;
        };
    }

    private static Visibility visibility(Whom whom) {
        return switch (whom) {
            case EVERYBODY -> Visibility.PUBLIC;
            case TENANTS -> Visibility.TENANTS;
            case OWNER -> Visibility.PRIVATE;
        };
    }
}
