package dev.slipway.network;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Logical networks and who may use them. */
@Service
public class Networks {
    private static final int LONGEST_DESCRIPTION = 2000;

    private final NetworkTable table;
    private final ApplicationEventPublisher events;

    Networks(NetworkTable table, ApplicationEventPublisher events) {
        this.table = table;
        this.events = events;
    }

    /** Those that VMs of this scope may be put on. */
    public List<NetworkView> usable(Scope project, Actor actor) {
        actor.require(Permission.NETWORK_READ, Permission.PROJECT_READ, project, "project");
        return table.usableBy(tenantOf(project));
    }

    /** @throws dev.slipway.kernel.NotFound if it is not there or not for this scope */
    public NetworkView requireUsable(NetworkId network, Scope project, Actor actor) {
        return usable(project, actor).stream()
                .filter(candidate -> candidate.id().equals(network))
                .findFirst()
                .orElseThrow(() -> NotFound.of("network"));
    }

    /** For every tenant, or (with {@link #restrict}) for some. Of that name already: changed. */
    @Audited("network.register")
    @Transactional
    public NetworkView register(String name, String description, NetworkKind kind, String source, Actor actor) {
        actor.require(Permission.NETWORK_EDIT, Scope.PLATFORM);
        var wanted = new NetworkView(
                NetworkId.random(), checkedName(name), checkedText(description), kind, checkedSource(source));
        var before = table.find(name);
        table.save(wanted);
        var now = table.find(name).orElseThrow();
        if (!before.equals(Optional.of(now))) {
            tell(actor, "network.register", now, kind + " " + source);
        }
        return now;
    }

    /** Only these tenants may use it from now on; none named = every tenant. VMs that are on it stay on it. */
    @Audited("network.restrict")
    @Transactional
    public void restrict(NetworkId network, Set<TenantId> tenants, Actor actor) {
        actor.require(Permission.NETWORK_EDIT, Permission.NETWORK_READ, Scope.PLATFORM, "network");
        var view = table.find(network).orElseThrow(() -> NotFound.of("network"));
        table.restrict(network, tenants);
        tell(actor, "network.restrict", view, tenants.isEmpty() ? "Every tenant" : tenants.size() + " tenants");
    }

    /** All there are, for administrators. */
    public List<NetworkView> list(Actor actor) {
        actor.require(Permission.NETWORK_READ, Scope.PLATFORM);
        return table.all();
    }

    private void tell(Actor actor, String action, NetworkView network, String detail) {
        events.publishEvent(actor.did(action, "network", network.id().value(), network.name(), null, detail));
    }

    private static TenantId tenantOf(Scope project) {
        if (project.tenant() == null) {
            throw NotFound.of("project");
        }
        return project.tenant();
    }

    private static String checkedName(String name) {
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()+-]{0,62}")) {
            throw new InvalidRequest(
                    "network-name", "name", "A network's name has 1 to 63 letters, digits, spaces and . _ ( ) + -.");
        }
        return name;
    }

    private static String checkedText(String description) {
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new InvalidRequest("network-description", "description", "A description has up to 2000 characters.");
        }
        return description;
    }

    private static String checkedSource(String source) {
        if (!source.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw new InvalidRequest(
                    "network-source",
                    "source",
                    "A bridge's or libvirt network's name has 1 to 63 letters, digits and . _ -.");
        }
        return source;
    }
}
