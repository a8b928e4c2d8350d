package dev.slipway.hypervisor;

import java.util.List;

/**
 * What a host has for guests.
 *
 * @param cpuModel as libvirt calls it, or empty
 * @param memoryFreeMib what nobody uses now; 0 if the host does not tell
 * @param pools every storage pool, active or not
 * @param networks every bridge and every libvirt network
 * @param uefi whether it has firmware for guests that start by UEFI
 */
public record HostEquipment(
        String cpuModel, long memoryFreeMib, List<Pool> pools, List<Wiring.Wire> networks, boolean uefi) {
    public HostEquipment {
        pools = List.copyOf(pools);
        networks = List.copyOf(networks);
    }

    /** @param path empty for a pool that is no directory */
    public record Pool(String name, String type, String path, boolean active) {}
}
