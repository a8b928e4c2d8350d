package dev.slipway.vm.state;

/** What the tenant wants; what the host shows is {@link ObservedPower}. */
public enum PowerWish {
    ON,
    OFF
}
