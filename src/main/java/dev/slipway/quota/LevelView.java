package dev.slipway.quota;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One tenant, project or member of a project, with all its dimensions.
 *
 * @param id the tenant's, project's or user's
 * @param refusal why who asked may not set the limits; empty if they may
 */
public record LevelView(Level level, UUID id, String name, List<LimitLine> lines, Optional<String> refusal) {
    public LevelView {
        lines = List.copyOf(lines);
    }

    public LimitLine line(Dimension dimension) {
        return lines.get(dimension.ordinal());
    }
}
