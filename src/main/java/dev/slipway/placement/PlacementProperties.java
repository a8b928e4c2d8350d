package dev.slipway.placement;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of a host may be promised, where an administrator does not say otherwise of it.
 *
 * @param vcpuRatio virtual processors for each logical one
 * @param memoryRatio memory promised for each MiB there is, what is kept back apart; above 1, hosts may have to swap
 * @param memoryReserveMib what the host keeps for itself
 * @param diskRatio promised disk for each free MiB: images are sparse, and few VMs fill theirs
 * @param diskGuardMib free space that is never promised
 * @param strategy which of several suitable hosts is the best
 */
@ConfigurationProperties("slipway.placement")
record PlacementProperties(
        @DefaultValue("8.0") double vcpuRatio,
        @DefaultValue("1.0") double memoryRatio,
        @DefaultValue("512") long memoryReserveMib,
        @DefaultValue("2.0") double diskRatio,
        @DefaultValue("2048") long diskGuardMib,
        @DefaultValue("SPREAD") Strategy strategy) {

    enum Strategy {
        /** The emptiest: a host that is lost takes the fewest VMs with it. */
        SPREAD,
        /** The fullest that still has room: others stay empty, for what is large or to be switched off. */
        PACK
    }
}
