package dev.slipway.network;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.VmId;
import java.util.List;

/** A VM on a network. @param place how people call its project among those of all tenants @param reserved its addresses out of pools */
public record NetworkUser(VmId vm, String name, String place, Scope scope, String mac, List<String> reserved) {
    public NetworkUser {
        reserved = List.copyOf(reserved);
    }
}
