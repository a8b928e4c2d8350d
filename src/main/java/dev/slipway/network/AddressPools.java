package dev.slipway.network;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.AddressPoolId;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NotFound;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Pools of addresses that networks give to VMs for as long as they live. A network without one leaves it to DHCP. */
@Service
public class AddressPools {
    private final NetworkTable networks;
    private final PoolTable table;
    private final PoolRules rules;
    private final NetworkReach reach;
    private final ApplicationEventPublisher events;

    AddressPools(
            NetworkTable networks,
            PoolTable table,
            PoolRules rules,
            NetworkReach reach,
            ApplicationEventPublisher events) {
        this.networks = networks;
        this.table = table;
        this.rules = rules;
        this.reach = reach;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public List<PoolView> list(NetworkId network, Actor actor) {
        actor.require(Permission.NETWORK_READ, Permission.NETWORK_READ, Scope.PLATFORM, "network");
        return table.of(require(network).id()).stream().map(PoolRow::view).toList();
    }

    @Transactional(readOnly = true)
    public PoolView get(AddressPoolId pool, Actor actor) {
        actor.require(Permission.NETWORK_READ, Permission.NETWORK_READ, Scope.PLATFORM, "pool of addresses");
        return requirePool(pool).view();
    }

    /** Every address that is in use, in the order of the numbers. */
    @Transactional(readOnly = true)
    public List<AddressView> addresses(NetworkId network, Actor actor) {
        actor.require(Permission.NETWORK_READ, Permission.NETWORK_READ, Scope.PLATFORM, "network");
        Map<Object, NetworkUser> users = reach.users(require(network), actor).stream()
                .collect(Collectors.toMap(NetworkUser::vm, Function.identity(), (a, b) -> a));
        return table.taken(network).stream()
                .map(taken -> new AddressView(
                        taken.address().toString(),
                        taken.pool(),
                        taken.since(),
                        Optional.ofNullable(users.get(taken.vm()))))
                .toList();
    }

    /**
     * VMs that are launched from now on get addresses out of it.
     *
     * @throws Conflict {@code pools-overlap} if another pool on the same wire has some of its subnet
     */
    @Audited("network.pool.add")
    @Transactional
    public PoolView add(NetworkId network, PoolDraft draft, Actor actor) {
        actor.require(Permission.NETWORK_EDIT, Permission.NETWORK_READ, Scope.PLATFORM, "network");
        var owner = require(network);
        var plan = rules.planFor(owner, draft);
        rules.requireApart(owner, plan);
        var id = AddressPoolId.random();
        table.insert(id, network, plan);
        var view = table.find(id).orElseThrow().view();
        tell(actor, "network.pool.add", owner, view.cidr() + ": " + view.ranges());
        return view;
    }

    /** The subnet stays. VMs keep what they were told of gateway and name servers until they are made anew. */
    @Audited("network.pool.change")
    @Transactional
    public PoolView change(AddressPoolId pool, PoolDraft draft, Actor actor) {
        actor.require(Permission.NETWORK_EDIT, Permission.NETWORK_READ, Scope.PLATFORM, "pool of addresses");
        var before = requirePool(pool);
        var owner = networks.lock(before.network()).orElseThrow(() -> NotFound.of("network"));
        var plan = rules.planFor(owner, draft);
        rules.requireKept(before, plan, table.taken(pool));
        table.update(pool, plan);
        var view = table.find(pool).orElseThrow().view();
        tell(actor, "network.pool.change", owner, view.cidr() + ": " + view.ranges());
        return view;
    }

    /** @throws Conflict {@code pool-in-use} if VMs have addresses of it */
    @Audited("network.pool.remove")
    @Transactional
    public void remove(AddressPoolId pool, Actor actor) {
        actor.require(Permission.NETWORK_EDIT, Permission.NETWORK_READ, Scope.PLATFORM, "pool of addresses");
        var row = requirePool(pool);
        var owner = require(row.network());
        if (row.used() > 0) {
            throw PoolRules.inUse(row);
        }
        try {
            table.delete(pool);
        } catch (DataIntegrityViolationException e) {
            // Given out in this very moment.
            throw PoolRules.inUse(requirePool(pool));
        }
        tell(actor, "network.pool.remove", owner, row.view().cidr());
    }

    private NetworkView require(NetworkId network) {
        return networks.find(network).orElseThrow(() -> NotFound.of("network"));
    }

    private PoolRow requirePool(AddressPoolId pool) {
        return table.find(pool).orElseThrow(() -> NotFound.of("pool of addresses"));
    }

    private void tell(Actor actor, String action, NetworkView network, String detail) {
        events.publishEvent(actor.did(action, "network", network.id().value(), network.name(), null, detail));
    }
}
