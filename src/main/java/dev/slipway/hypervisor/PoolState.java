package dev.slipway.hypervisor;

/**
 * A storage pool as its host has it, whoever made it.
 *
 * @param type as libvirt calls it, such as {@code dir}
 * @param path empty if it has none
 * @param availableMib free room at the host's last look; all three are 0 while it is not active
 */
public record PoolState(
        String name,
        String type,
        String path,
        boolean active,
        long capacityMib,
        long allocatedMib,
        long availableMib) {}
