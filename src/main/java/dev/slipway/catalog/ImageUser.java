package dev.slipway.catalog;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.VmId;

/** A VM whose disk stands on an image, or that has it in a drive. @param place how people call its project among those of all tenants */
public record ImageUser(VmId vm, String name, String place, Scope scope, ImageVersionId version, String versionLabel) {}
