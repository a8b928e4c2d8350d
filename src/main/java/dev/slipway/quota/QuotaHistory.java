package dev.slipway.quota;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How usage and limits were, in steps of ten minutes. For those who may see the level now. Samples come in the order of
 * time; the first one may be from before the span, and is how it was at its beginning.
 */
@Service
public class QuotaHistory {
    private static final Duration LONGEST = Duration.ofDays(93);

    private final SampleRows rows;
    private final QuotaLevels levels;

    QuotaHistory(SampleRows rows, QuotaLevels levels) {
        this.rows = rows;
        this.levels = levels;
    }

    @Transactional(readOnly = true)
    public List<QuotaSample> ofTenant(TenantId tenant, Instant from, Instant until, Actor actor) {
        levels.tenant(tenant, "", actor);
        return read(NodeKey.of(tenant), from, until);
    }

    @Transactional(readOnly = true)
    public List<QuotaSample> ofProject(TenantId tenant, ProjectId project, Instant from, Instant until, Actor actor) {
        levels.project(tenant, project, "", actor);
        return read(NodeKey.of(tenant, project), from, until);
    }

    @Transactional(readOnly = true)
    public List<QuotaSample> ofMember(
            TenantId tenant, ProjectId project, UserId member, Instant from, Instant until, Actor actor) {
        levels.member(tenant, project, member, "", actor);
        return read(NodeKey.of(tenant, project, member), from, until);
    }

    private List<QuotaSample> read(NodeKey node, Instant from, Instant until) {
        if (!from.isBefore(until)) {
            throw new InvalidRequest("invalid-span", "from", "The span ends before it begins. Give an earlier from.");
        }
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new InvalidRequest(
                    "invalid-span", "from", "At most " + LONGEST.toDays() + " days at once. Give a later from.");
        }
        return rows.read(node, from, until);
    }
}
