package dev.slipway.catalog;

import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;

/** A size to launch with. */
public record SizeView(SizeId id, String name, Resources resources) {}
