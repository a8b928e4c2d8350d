package dev.slipway.hypervisor;

import java.util.UUID;

/** One domain as its host shows it. Whoever's it is: the host's own domains are observed too, and left alone. */
public record DomainObservation(UUID domain, String name, PowerState power, PowerReason reason) {}
