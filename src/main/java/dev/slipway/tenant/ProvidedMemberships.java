package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.tenant.ProvidedMembershipRows.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The memberships that single sign-on says somebody has: replaced as a whole each time, so that nothing of an earlier time
 * is left. One given by hand stays, and stands above what is provided for the same place.
 */
@Service
public class ProvidedMemberships {
    private final ProvidedMembershipRows rows;
    private final ProvidedPlaces places;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    ProvidedMemberships(
            ProvidedMembershipRows rows, ProvidedPlaces places, Changes changes, ApplicationEventPublisher events) {
        this.rows = rows;
        this.places = places;
        this.changes = changes;
        this.events = events;
    }

    /**
     * @param project of the tenant; empty is its default project. Of no meaning for a tenant administrator
     * @param role tenant administrator, or one of a project
     * @param create whether tenant and project are made if they are not there
     */
    public record Wanted(String tenant, Optional<String> project, Role role, boolean create) {}

    /** What became, or would become, of it. */
    public enum Result {
        GIVEN,
        CREATED,
        GIVEN_BY_HAND,
        NO_TENANT,
        NO_PROJECT,
        NO_NAME
    }

    public record Outcome(Wanted wanted, Result result) {
        /** Whether the person has it now. */
        public boolean holds() {
            return result == Result.GIVEN || result == Result.CREATED;
        }
    }

    /** What {@link #replace} would do for somebody without memberships. Changes nothing. */
    @Transactional(readOnly = true)
    public List<Outcome> look(List<Wanted> wanted) {
        return places.find(wanted).stream()
                .map(f -> new Outcome(f.wanted(), f.result()))
                .toList();
    }

    /** All in one transaction. Of several for one place the first holds. */
    @RetriesLostRaces
    @Transactional
    public List<Outcome> replace(UserId user, List<Wanted> wanted, Actor actor) {
        Map<Place, Role> now = new LinkedHashMap<>();
        List<Outcome> outcomes = new ArrayList<>();
        var byHand = rows.byHand(user);
        for (ProvidedPlaces.Found found : places.findOrMake(wanted, actor)) {
            Optional<Place> place = found.place();
            boolean taken = place.filter(byHand::contains).isPresent();
            outcomes.add(new Outcome(found.wanted(), taken ? Result.GIVEN_BY_HAND : found.result()));
            if (!taken) {
                place.ifPresent(p -> now.putIfAbsent(p, found.wanted().role()));
            }
        }
        Map<Place, Role> before = rows.provided(user);
        before.forEach((place, role) -> {
            if (!now.containsKey(place)) {
                rows.remove(place, user);
                tell(place, user, "No longer " + role.words() + ", as single sign-on says.", actor);
            }
        });
        now.forEach((place, role) -> {
            if (!Objects.equals(before.get(place), role)) {
                rows.put(place, user, role);
                tell(place, user, "Now " + role.words() + ", as single sign-on says.", actor);
            }
        });
        return outcomes;
    }

    private void tell(Place place, UserId user, String detail, Actor actor) {
        boolean whole = place.project().isEmpty();
        UUID id = place.project().map(p -> p.value()).orElse(place.tenant().value());
        events.publishEvent(actor.did(
                whole ? "tenant.admin" : "project.member.set",
                whole ? "tenant" : "project",
                id,
                place.name(),
                place.project().orElse(null),
                rows.nameOf(user) + ": " + detail));
        changes.announce(Topic.PROJECT, id, place.project().orElse(null));
    }
}
