package dev.slipway.vm;

import dev.slipway.kernel.ProjectId;
import java.util.Optional;
import java.util.Set;

/** @param search part of a name or address; @param statuses empty = all but the recycle bin; @param tags all of which they have; @param endsSoon those only whose lease ends within 7 days, or is over */
public record VmQuery(
        ProjectId project, Optional<String> search, Set<VmStatus> statuses, VmTags tags, boolean endsSoon) {
    public VmQuery {
        statuses = Set.copyOf(statuses);
    }

    /** Whenever they end. */
    public VmQuery(ProjectId project, Optional<String> search, Set<VmStatus> statuses, VmTags tags) {
        this(project, search, statuses, tags, false);
    }

    /** Whatever their tags. */
    public VmQuery(ProjectId project, Optional<String> search, Set<VmStatus> statuses) {
        this(project, search, statuses, VmTags.NONE);
    }
}
