package dev.slipway.ui.quota;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.LevelView;
import dev.slipway.quota.QuotaLevels;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.MemberView;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.ProjectView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/** Reads and sets the limits of a project's members, for whoever looks. */
@Component
class MemberReader {
    private final Members members;
    private final QuotaLevels levels;
    private final Quotas quotas;
    private final Actors actors;

    MemberReader(Members members, QuotaLevels levels, Quotas quotas, Actors actors) {
        this.members = members;
        this.levels = levels;
        this.quotas = quotas;
        this.actors = actors;
    }

    boolean mayLook(ProjectView project) {
        return levels.seesMembers(project.tenant(), project.id(), actors.current());
    }

    Page<LevelView> read(ProjectView project, Optional<String> search, PageRequest page) {
        Actor actor = actors.current();
        Page<MemberView> people = members.list(project.id(), search, page, actor);
        Map<UserId, String> names = new LinkedHashMap<>();
        people.forEach(m -> names.put(m.user(), m.name()));
        return new PageImpl<>(
                levels.members(project.tenant(), project.id(), names, actor), page, people.getTotalElements());
    }

    void set(ProjectView project, UserId member, Map<Dimension, OptionalLong> limits) {
        quotas.limitMember(project.tenant(), project.id(), member, limits, actors.current());
    }
}
