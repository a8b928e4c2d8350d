package dev.slipway.network;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.TenantId;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Logical networks and who may use them. */
@Service
public class Networks {
    private final NetworkTable table;
    private final NetworkEditing editing;
    private final NetworkReach reach;
    private final ApplicationEventPublisher events;

    Networks(NetworkTable table, NetworkEditing editing, NetworkReach reach, ApplicationEventPublisher events) {
        this.table = table;
        this.editing = editing;
        this.reach = reach;
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

    /** All there are, for administrators. */
    public List<NetworkView> list(Actor actor) {
        actor.require(Permission.NETWORK_READ, Scope.PLATFORM);
        return table.all();
    }

    /** One, as administrators see it. */
    public NetworkView get(NetworkId network, Actor actor) {
        actor.require(Permission.NETWORK_READ, Permission.NETWORK_READ, Scope.PLATFORM, "network");
        return table.find(network).orElseThrow(() -> NotFound.of("network"));
    }

    /** As {@link #create}; of that name already: changed, as far as that is possible. */
    @Audited("network.register")
    @Transactional
    public NetworkView register(String name, String description, NetworkKind kind, String source, Actor actor) {
        actor.require(Permission.NETWORK_EDIT, Scope.PLATFORM);
        return editing.register(NetworkDraft.of(name, description, kind, source), actor);
    }

    /**
     * For every tenant, until it is restricted. What the portal makes itself is made on hosts within a minute.
     *
     * @throws dev.slipway.kernel.Conflict if another has the name
     */
    @Audited("network.create")
    @Transactional
    public NetworkView create(NetworkDraft draft, Actor actor) {
        actor.require(Permission.NETWORK_EDIT, Scope.PLATFORM);
        return editing.create(draft, actor);
    }

    /**
     * Name, description and whether guests are held to their addresses can always be changed; running VMs notice the last
     * when they are started anew.
     *
     * @throws NetworkInUse if it is to be something else on hosts, and VMs are on it
     */
    @Audited("network.change")
    @Transactional
    public NetworkView change(NetworkId network, NetworkDraft draft, Actor actor) {
        actor.require(Permission.NETWORK_EDIT, Permission.NETWORK_READ, Scope.PLATFORM, "network");
        return editing.change(network, draft, actor);
    }

    /** With its pools; what the portal made on hosts is removed there. @throws NetworkInUse if VMs are on it */
    @Audited("network.delete")
    @Transactional
    public void delete(NetworkId network, Actor actor) {
        actor.require(Permission.NETWORK_EDIT, Permission.NETWORK_READ, Scope.PLATFORM, "network");
        editing.delete(network, actor);
    }

    /**
     * Only these tenants may use it from now on; none named = every tenant. VMs that are on it stay on it. With
     * the last of them deleted, it is nobody's, and not everybody's.
     */
    @Audited("network.restrict")
    @Transactional
    public void restrict(NetworkId network, Set<TenantId> tenants, Actor actor) {
        actor.require(Permission.NETWORK_EDIT, Permission.NETWORK_READ, Scope.PLATFORM, "network");
        var view = table.lock(network).orElseThrow(() -> NotFound.of("network"));
        table.restrict(network, tenants);
        var words = tenants.isEmpty() ? "Every tenant" : tenants.size() == 1 ? "1 tenant" : tenants.size() + " tenants";
        events.publishEvent(actor.did("network.restrict", "network", network.value(), view.name(), null, words));
    }

    /** Those who may use it, if it is restricted; by name. */
    public List<TenantId> tenants(NetworkId network, Actor actor) {
        return table.tenants(get(network, actor).id());
    }

    /** Every host, and whether VMs on this network can be placed there. */
    @Transactional(readOnly = true)
    public List<HostOffer> offers(NetworkId network, Actor actor) {
        return reach.offers(get(network, actor), actor);
    }

    /** The VMs on it, as far as the actor may see them. */
    @Transactional(readOnly = true)
    public List<NetworkUser> users(NetworkId network, Actor actor) {
        return reach.users(get(network, actor), actor);
    }

    private static TenantId tenantOf(Scope project) {
        if (project.tenant() == null) {
            throw NotFound.of("project");
        }
        return project.tenant();
    }
}
