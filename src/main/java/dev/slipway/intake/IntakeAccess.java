package dev.slipway.intake;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.NotFound;
import org.springframework.stereotype.Component;

/** What is on its way is the platform's, as what is published will be: its administrators share it, its auditors see it. */
@Component
class IntakeAccess {
    static final String NOUN = "upload";

    private final IntakeTable table;

    IntakeAccess(IntakeTable table) {
        this.table = table;
    }

    Intake require(IntakeId id, Permission permission, Actor actor) {
        actor.require(permission, Permission.IMAGE_READ, Scope.PLATFORM, NOUN);
        return table.find(id).orElseThrow(() -> NotFound.of(NOUN));
    }
}
