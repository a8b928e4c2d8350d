package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.HostTags;

/** Images are the platform's: whoever may read images in any project may read them all. */
final class CatalogAccess {
    private CatalogAccess() {}

    /** For the record. */
    static String words(HostTags tags) {
        return tags.isEmpty() ? "Any host will do." : "Only on hosts with " + tags.sentence() + ".";
    }

    static boolean mayReadImages(Actor actor) {
        return actor.grants().stream().anyMatch(grant -> grant.role().allows(Permission.IMAGE_READ));
    }
}
