package dev.slipway.vm;

import dev.slipway.kernel.ProjectId;
import java.util.Optional;
import java.util.Set;

/** @param search part of a name or address; @param statuses empty = all but the recycle bin */
public record VmQuery(ProjectId project, Optional<String> search, Set<VmStatus> statuses) {
    public VmQuery {
        statuses = Set.copyOf(statuses);
    }
}
