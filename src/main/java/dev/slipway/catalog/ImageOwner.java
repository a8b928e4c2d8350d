package dev.slipway.catalog;

import dev.slipway.identity.Scope;

/** Whose an image is: the platform's, or a project's. @param name as people read it */
public record ImageOwner(Scope scope, String name) {
    static final ImageOwner PLATFORM = new ImageOwner(Scope.PLATFORM, "Platform");

    public boolean isPlatform() {
        return scope.equals(Scope.PLATFORM);
    }
}
