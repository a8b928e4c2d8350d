package dev.slipway.catalog;

import dev.slipway.kernel.ImageVersionId;

/** What is launched today instead of an older version. */
public record NewerVersion(ImageVersionId version, String label) {}
