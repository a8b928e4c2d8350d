package dev.slipway.host;

import dev.slipway.kernel.Conflict;
import java.util.List;
import java.util.Map;

/** A host with VMs or disks is not forgotten. Tells programs which. */
public class HostInUse extends Conflict {
    private static final int NAMED = 5;

    private final transient List<String> names;

    HostInUse(String host, List<String> names) {
        super("host-in-use", sentence(host, names));
        this.names = List.copyOf(names);
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("vms", names);
    }

    private static String sentence(String host, List<String> names) {
        var more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
        return "Host " + host + " has VMs or disks: "
                + String.join(", ", names.subList(0, Math.min(NAMED, names.size()))) + more
                + ". Delete them first; until then disable the host, so that no more come.";
    }
}
