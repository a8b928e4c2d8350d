package dev.slipway.tenant;

import dev.slipway.kernel.ProjectId;

/** Told in the transaction that renames it, so that copies of the name follow. */
public record ProjectRenamed(ProjectId project, String name) {}
