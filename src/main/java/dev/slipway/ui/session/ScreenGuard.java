package dev.slipway.ui.session;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Scope;
import org.springframework.stereotype.Component;

/** Which screens the signed-in person has. */
@Component
public class ScreenGuard {
    private final Actors actors;

    ScreenGuard(Actors actors) {
        this.actors = actors;
    }

    public boolean open(Class<?> screen) {
        Needs needs = screen.getAnnotation(Needs.class);
        if (needs == null) {
            return true;
        }
        Actor actor = actors.current();
        return actor.can(needs.value(), Scope.PLATFORM)
                || needs.anywhere()
                        && actor.grants().stream().anyMatch(g -> g.role().allows(needs.value()));
    }
}
