package dev.slipway.vm.nic;

import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NicId;
import java.util.List;
import java.util.Map;

/**
 * A network card as its VM's people see it.
 *
 * @param reserved its addresses out of the network's pools, IPv4 first; empty if it asks by DHCP
 * @param linkUp whether its cable is in
 * @param first whether it is the one that its VM was launched with, and keeps
 * @param refusedActions what cannot be asked of it now, each with the sentence why
 */
public record NicView(
        NicId id,
        String mac,
        NetworkId network,
        String networkName,
        List<String> reserved,
        NicState state,
        boolean linkUp,
        boolean first,
        Map<NicAction, String> refusedActions) {
    public NicView {
        reserved = List.copyOf(reserved);
        refusedActions = Map.copyOf(refusedActions);
    }
}
