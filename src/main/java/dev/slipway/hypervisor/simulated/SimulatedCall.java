package dev.slipway.hypervisor.simulated;

/** Each way of asking a host something, one for every method of {@link dev.slipway.hypervisor.Hypervisor}. */
public enum SimulatedCall {
    FACTS,
    PROBE_ACCELERATION,
    OBSERVE_ALL,
    OBSERVE,
    ADDRESSES,
    ENSURE_POOL,
    POOL,
    HAS_NETWORK,
    VOLUMES,
    VOLUME,
    UPLOAD,
    CREATE_OVERLAY,
    DELETE_VOLUME,
    DEFINE,
    UNDEFINE,
    START,
    SHUTDOWN,
    REBOOT,
    POWER_OFF,
    OPEN_SCREEN
}
