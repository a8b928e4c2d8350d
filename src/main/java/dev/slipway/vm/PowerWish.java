package dev.slipway.vm;

/** What the tenant wants; what the host shows is {@link ObservedPower}. */
enum PowerWish {
    ON,
    OFF
}
