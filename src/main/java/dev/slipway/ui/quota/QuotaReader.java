package dev.slipway.ui.quota;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.quota.GrantView;
import dev.slipway.quota.Grants;
import dev.slipway.quota.Level;
import dev.slipway.quota.LevelView;
import dev.slipway.quota.QuotaHistory;
import dev.slipway.quota.QuotaLevels;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.QuotaSample;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.vm.fleet.AddressCount;
import dev.slipway.vm.fleet.AddressesInUse;
import dev.slipway.vm.owner.Payers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what the quota screen shows, for whoever looks. */
@Component
class QuotaReader {
    private final Payers payers;
    private final Quotas quotas;
    private final QuotaLevels levels;
    private final Grants grants;
    private final QuotaHistory history;
    private final Actors actors;
    private final AddressesInUse addresses;

    QuotaReader(
            Payers payers,
            Quotas quotas,
            QuotaLevels levels,
            Grants grants,
            QuotaHistory history,
            Actors actors,
            AddressesInUse addresses) {
        this.addresses = addresses;
        this.payers = payers;
        this.quotas = quotas;
        this.levels = levels;
        this.grants = grants;
        this.history = history;
        this.actors = actors;
    }

    /** @param lines of one's own path @param project with its limits as they are set */
    record Standing(List<QuotaLine> lines, List<GrantView> grants, LevelView project, List<AddressCount> addresses) {}

    Standing read(ProjectView project) {
        Actor actor = actors.current();
        var path = payers.of(project.id(), Optional.empty(), actor);
        return new Standing(
                quotas.usage(path, actor),
                grants.active(path, actor),
                levels.project(project.tenant(), project.id(), project.name(), actor),
                addresses.of(project.id(), actor));
    }

    List<QuotaSample> history(ProjectView project, Level level, Instant from, Instant until) {
        Actor actor = actors.current();
        return switch (level) {
            case TENANT -> history.ofTenant(project.tenant(), from, until, actor);
            case PROJECT -> history.ofProject(project.tenant(), project.id(), from, until, actor);
            case MEMBER -> history.ofMember(project.tenant(), project.id(), actor.requireUser(), from, until, actor);
        };
    }

    /** Those whose history the person may see. */
    List<Level> levels(ProjectView project) {
        return actors.current().can(Permission.QUOTA_READ, Scope.of(project.tenant()))
                ? List.of(Level.values())
                : List.of(Level.PROJECT, Level.MEMBER);
    }

    Actor actor() {
        return actors.current();
    }
}
