package dev.slipway.ui.request;

import dev.slipway.identity.Actors;
import dev.slipway.quota.GrantView;
import dev.slipway.quota.Grants;
import dev.slipway.tenant.ProjectView;
import dev.slipway.vm.owner.Payers;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is granted for a time on the person's own path in a project, for hints on screens that show limits. */
@Component
public class Granted {
    private final Grants grants;
    private final Payers payers;
    private final Actors actors;

    Granted(Grants grants, Payers payers, Actors actors) {
        this.grants = grants;
        this.payers = payers;
        this.actors = actors;
    }

    public List<GrantView> active(ProjectView project) {
        var actor = actors.current();
        return grants.active(payers.of(project.id(), Optional.empty(), actor), actor);
    }
}
