package dev.slipway.catalog;

import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;

/** A size to launch with. @param hostTags what a host has to have for it */
public record SizeView(SizeId id, String name, Resources resources, HostTags hostTags) {}
