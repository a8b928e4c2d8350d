package dev.slipway.live;

import dev.slipway.kernel.ProjectId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something of this id changed; whoever cares reads it again.
 *
 * @param project whose members may be told, or null for platform-wide things
 */
public record Change(Topic topic, UUID id, @Nullable ProjectId project) {}
