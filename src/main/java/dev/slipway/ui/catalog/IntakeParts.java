package dev.slipway.ui.catalog;

import dev.slipway.catalog.Images;
import dev.slipway.identity.Actors;
import dev.slipway.intake.Intakes;
import dev.slipway.operation.Operations;
import org.springframework.stereotype.Component;

/** What the parts of the screen of new images ask. */
@Component
record IntakeParts(Intakes intakes, Images images, Operations operations, Actors actors) {}
