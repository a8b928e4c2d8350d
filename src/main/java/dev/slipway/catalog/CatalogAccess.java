package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;

/** Images are the platform's: whoever may read images in any project may read them all. */
final class CatalogAccess {
    private CatalogAccess() {}

    static boolean mayReadImages(Actor actor) {
        return actor.grants().stream().anyMatch(grant -> grant.role().allows(Permission.IMAGE_READ));
    }
}
