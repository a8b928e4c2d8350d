package dev.slipway.catalog;

import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;

/**
 * A size to launch with.
 *
 * @param hostTags what a host has to have for it
 * @param retired nothing new is launched with it
 * @param restricted for some tenants only
 */
public record SizeView(
        SizeId id, String name, Resources resources, HostTags hostTags, boolean retired, boolean restricted) {}
