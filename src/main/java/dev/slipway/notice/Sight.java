package dev.slipway.notice;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.notice.Notice.About;
import dev.slipway.notice.NotificationRows.Told;
import dev.slipway.notice.VmPeople.Owned;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What of what they were told people may still read: asked each time, since roles change and VMs change hands, and a
 * notification names them.
 */
@Component
class Sight {
    private final VmPeople people;

    Sight(VmPeople people) {
        this.people = people;
    }

    /** Those that may be read, in their order. */
    List<Told> of(List<Told> told, Actor actor) {
        Set<UUID> vms = told.stream()
                .flatMap(t -> t.about().stream())
                .filter(about -> about.type().equals(About.VM))
                .map(About::id)
                .collect(Collectors.toSet());
        Map<UUID, Owned> now = people.of(vms);
        return told.stream().filter(t -> sees(t, now, actor)).toList();
    }

    private static boolean sees(Told told, Map<UUID, Owned> now, Actor actor) {
        return told.about().map(about -> sees(told.kind(), about, now, actor)).orElse(true);
    }

    private static boolean sees(NoticeKind kind, About about, Map<UUID, Owned> now, Actor actor) {
        if (about.type().equals(About.VM)) {
            // One that is gone was theirs; one that is there has to be so still.
            Owned owned = now.get(about.id());
            return actor.can(Permission.VM_READ, about.scope())
                    && (owned == null || actor.can(Permission.VM_READ, owned.scope()));
        }
        if (kind == NoticeKind.QUOTA_TO_DECIDE) {
            return actor.can(Permission.QUOTA_EDIT, about.scope())
                    || actor.can(Permission.MEMBER_QUOTA_EDIT, about.scope());
        }
        Permission permission = about.scope().equals(Scope.PLATFORM) ? Permission.HOST_READ : Permission.PROJECT_READ;
        return actor.can(permission, about.scope());
    }
}
