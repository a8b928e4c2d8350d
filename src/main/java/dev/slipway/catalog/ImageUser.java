package dev.slipway.catalog;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.VmId;

/** A VM that was launched from an image, and whose disk stands on it. @param place how people call its project among those of all tenants */
public record ImageUser(VmId vm, String name, String place, Scope scope, ImageVersionId version, String versionLabel) {}
