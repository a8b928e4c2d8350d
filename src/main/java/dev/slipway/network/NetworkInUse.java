package dev.slipway.network;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import java.util.List;
import java.util.Map;

/** What VMs are plugged into is not changed under them. Says how many; which ones, to those who may see them. */
public class NetworkInUse extends Conflict {
    private static final int NAMED = 5;

    private final int count;
    private final transient List<String> names;

    NetworkInUse(String network, String what, List<NetworkUser> users, Actor actor) {
        this(network, what, users.size(), seen(users, actor));
    }

    private NetworkInUse(String network, String what, int count, List<String> names) {
        super("network-in-use", sentence(network, what, count, names));
        this.count = count;
        this.names = names;
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("count", count, "vms", names);
    }

    private static List<String> seen(List<NetworkUser> users, Actor actor) {
        return users.stream()
                .filter(user -> actor.can(Permission.VM_READ, user.scope()))
                .map(user -> user.name() + " (" + user.place() + ")")
                .toList();
    }

    private static String sentence(String network, String what, int count, List<String> names) {
        var shown = names.subList(0, Math.min(NAMED, names.size()));
        var which = shown.isEmpty()
                ? ""
                : ": " + String.join(", ", shown)
                        + (count > shown.size() ? " and " + (count - shown.size()) + " more" : "");
        return (count == 1 ? "A VM uses " : count + " VMs use ") + "network " + network + which + ". " + what;
    }
}
