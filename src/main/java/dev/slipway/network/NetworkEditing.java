package dev.slipway.network;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Makes, changes and removes networks, in the caller's transaction. */
@Component
class NetworkEditing {
    private static final int ID_IN_NAME = 8;

    private final NetworkTable table;
    private final PoolTable pools;
    private final NetworkReach reach;
    private final ApplicationEventPublisher events;

    NetworkEditing(NetworkTable table, PoolTable pools, NetworkReach reach, ApplicationEventPublisher events) {
        this.table = table;
        this.pools = pools;
        this.reach = reach;
        this.events = events;
    }

    NetworkView register(NetworkDraft draft, Actor actor) {
        var known = table.find(draft.name());
        if (known.isEmpty()) {
            return create(draft, actor);
        }
        // What was not said stays as somebody has chosen it.
        var before = known.get();
        var vlan = draft.kind() == before.kind() ? before.vlan() : draft.vlan();
        return change(
                before.id(),
                new NetworkDraft(
                        draft.name(),
                        draft.description(),
                        draft.kind(),
                        draft.source(),
                        vlan,
                        draft.subnet(),
                        before.filtered()),
                actor);
    }

    NetworkView create(NetworkDraft draft, Actor actor) {
        var network = view(NetworkId.random(), draft, false);
        table.insert(network);
        tell(actor, "network.create", network, network.words());
        if (network.kind().isMade()) {
            reach.attendAll();
        }
        return network;
    }

    NetworkView change(NetworkId id, NetworkDraft draft, Actor actor) {
        var before = table.lock(id).orElseThrow(() -> NotFound.of("network"));
        var now = view(id, draft, before.restricted());
        if (now.equals(before)) {
            return before;
        }
        if (!now.onHosts().equals(before.onHosts())
                || !now.subnet().equals(before.subnet())
                || now.kind() != before.kind()) {
            requireMovable(before, now, actor);
        }
        table.update(now);
        if (!now.name().equals(before.name())) {
            events.publishEvent(new NetworkRenamed(id, now.name()));
        }
        tell(actor, "network.change", now, words(before, now));
        return now;
    }

    void delete(NetworkId id, Actor actor) {
        var network = table.lock(id).orElseThrow(() -> NotFound.of("network"));
        var users = reach.all(network);
        if (!users.isEmpty()) {
            throw new NetworkInUse(network.name(), "Delete them first.", users, actor);
        }
        pools.deleteAll(id);
        table.delete(id);
        tell(actor, "network.delete", network, network.words());
        if (network.kind().isMade()) {
            reach.attendAll();
        }
    }

    /** Guests would be left behind on what it was. */
    private void requireMovable(NetworkView before, NetworkView now, Actor actor) {
        if (before.kind().isMade() || now.kind().isMade()) {
            throw new Conflict(
                    "network-made",
                    "What Slipway makes on hosts stays as it was made. Make another network, and delete this one.");
        }
        var users = reach.all(before);
        if (!users.isEmpty()) {
            throw new NetworkInUse(
                    before.name(),
                    "What it is on hosts can be changed when none is on it any more; or make another network.",
                    users,
                    actor);
        }
        if (!pools.of(before.id()).isEmpty()) {
            throw new Conflict(
                    "network-has-pools",
                    "Network " + before.name() + " has pools of addresses, which belong to "
                            + before.onHosts().name() + ". Remove them first.");
        }
    }

    private void tell(Actor actor, String action, NetworkView network, String detail) {
        events.publishEvent(actor.did(action, "network", network.id().value(), network.name(), null, detail));
    }

    private static String words(NetworkView before, NetworkView now) {
        var words = new StringBuilder(now.words());
        if (!before.name().equals(now.name())) {
            words.append("; was called ").append(before.name());
        }
        if (!before.words().equals(now.words())) {
            words.append("; was ").append(before.words());
        }
        if (before.filtered() != now.filtered()) {
            words.append(now.filtered() ? "; anti-spoofing on" : "; anti-spoofing off");
        }
        return words.toString();
    }

    private static NetworkView view(NetworkId id, NetworkDraft draft, boolean restricted) {
        return new NetworkView(
                id,
                draft.name(),
                draft.description(),
                draft.kind(),
                draft.kind().isMade() ? "sw-" + id.toString().substring(0, ID_IN_NAME) : draft.source(),
                draft.vlan(),
                draft.subnet().map(text -> MadeSubnet.parse(text).cidr().toString()),
                draft.filtered(),
                restricted);
    }
}
