package dev.slipway.placement;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of a host may be promised.
 *
 * @param vcpuRatio virtual processors for each logical one
 * @param memoryReserveMib what the host keeps for itself; memory is never promised twice
 * @param diskRatio promised disk for each free MiB: images are sparse, and few VMs fill theirs
 * @param diskGuardMib free space that is never promised
 */
@ConfigurationProperties("slipway.placement")
record PlacementProperties(
        @DefaultValue("8.0") double vcpuRatio,
        @DefaultValue("512") long memoryReserveMib,
        @DefaultValue("2.0") double diskRatio,
        @DefaultValue("2048") long diskGuardMib) {}
