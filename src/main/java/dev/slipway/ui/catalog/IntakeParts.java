package dev.slipway.ui.catalog;

import dev.slipway.catalog.Images;
import dev.slipway.catalog.OperatingSystems;
import dev.slipway.identity.Actors;
import dev.slipway.intake.Imports;
import dev.slipway.intake.Intake;
import dev.slipway.intake.Intakes;
import dev.slipway.intake.SigningKeys;
import dev.slipway.intake.WellKnownImage;
import dev.slipway.operation.Operations;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the parts of the screen of new images ask. */
@Component
record IntakeParts(
        Intakes intakes,
        Imports imports,
        SigningKeys signingKeys,
        Images images,
        OperatingSystems systems,
        Operations operations,
        Actors actors) {
    /** What the list of well-known images says of it, if it was fetched from there. */
    Optional<WellKnownImage> known(Intake intake) {
        return imports.wellKnown(actors.current()).stream()
                .filter(image -> intake.url().filter(image.url()::equals).isPresent())
                .findFirst();
    }
}
