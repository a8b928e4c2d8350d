package dev.slipway.network;

import dev.slipway.kernel.AddressPoolId;
import dev.slipway.kernel.NetworkId;

/** A row of {@code network_pool}. @param used how many of its addresses VMs have */
record PoolRow(AddressPoolId id, NetworkId network, AddressPlan plan, long used) {
    PoolView view() {
        return new PoolView(
                id,
                network,
                plan.subnet().toString(),
                plan.gateway().map(IpAddress::toString),
                plan.dns().stream().map(IpAddress::toString).toList(),
                AddressRange.write(plan.ranges()),
                used,
                plan.size());
    }
}
