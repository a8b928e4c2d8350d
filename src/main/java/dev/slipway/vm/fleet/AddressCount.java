package dev.slipway.vm.fleet;

import dev.slipway.kernel.NetworkId;

/** Addresses out of a network's pools that VMs have. @param project of one project; @param tenant of all of its tenant */
public record AddressCount(NetworkId network, String name, long project, long tenant) {}
