package dev.slipway.quota.request;

import dev.slipway.kernel.ProjectId;
import java.util.Optional;
import java.util.Set;

/** Which requests are wanted. @param states empty = all */
public record RequestQuery(Box box, Optional<ProjectId> project, Set<RequestState> states) {
    /** {@code MINE}: those I made, or made for me; {@code TO_DECIDE}: open, and mine to decide; {@code ALL}: what I can see. */
    public enum Box {
        TO_DECIDE,
        MINE,
        ALL
    }

    public RequestQuery {
        states = Set.copyOf(states);
    }
}
