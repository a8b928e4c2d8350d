package dev.slipway.vm.filter;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmFilterId;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.VmQuery;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One's own filters of lists of VMs. At most 50. */
@Service
public class SavedFilters {
    private static final int MOST = 50;

    private final FilterRows rows;
    private final Tenants tenants;
    private final ApplicationEventPublisher events;

    SavedFilters(FilterRows rows, Tenants tenants, ApplicationEventPublisher events) {
        this.rows = rows;
        this.tenants = tenants;
        this.events = events;
    }

    /** The actor's, by name; also of projects that are not theirs to see any more. */
    @Transactional(readOnly = true)
    public List<SavedFilter> mine(Actor actor) {
        return rows.of(actor.requireUser());
    }

    /**
     * @throws dev.slipway.kernel.InvalidRequest if the name is none, or nothing is filtered
     * @throws Conflict {@code name-taken} or {@code too-many-filters}
     */
    @Audited("vm-filter.save")
    @RetriesLostRaces
    @Transactional
    public SavedFilter save(String name, VmQuery query, Actor actor) {
        var user = actor.requireUser();
        var project = tenants.require(query.project(), Permission.VM_READ, actor);
        var filter = new SavedFilter(VmFilterId.random(), name, query);
        refuseDouble(filter, rows.of(user));
        rows.add(user, freePlace(user), filter);
        events.publishEvent(actor.did(
                "vm-filter.save", "vm-filter", filter.id().value(), filter.name(), project.id(), "Saved a filter."));
        return filter;
    }

    /** @throws NotFound if it is not the actor's */
    @Audited("vm-filter.remove")
    @Transactional
    public void remove(VmFilterId id, Actor actor) {
        var filter = rows.of(actor.requireUser()).stream()
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> NotFound.of("filter"));
        rows.remove(id);
        events.publishEvent(actor.did(
                "vm-filter.remove",
                "vm-filter",
                id.value(),
                filter.name(),
                filter.query().project(),
                "Removed a filter."));
    }

    private static void refuseDouble(SavedFilter filter, List<SavedFilter> present) {
        for (var other : present) {
            if (other.query().project().equals(filter.query().project())
                    && other.name().equalsIgnoreCase(filter.name())) {
                throw new Conflict(
                        "name-taken", "You have a filter named " + other.name() + " already. Choose another name.");
            }
        }
    }

    private int freePlace(UserId user) {
        var taken = new HashSet<>(rows.places(user));
        return IntStream.rangeClosed(1, MOST)
                .filter(place -> !taken.contains(place))
                .findFirst()
                .orElseThrow(() -> new Conflict(
                        "too-many-filters", "You have " + MOST + " filters, which is the most. Remove one first."));
    }
}
