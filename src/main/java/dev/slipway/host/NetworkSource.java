package dev.slipway.host;

import dev.slipway.hypervisor.DomainSpec;

/** A bridge or libvirt network by its name on a host. */
public record NetworkSource(DomainSpec.NicKind kind, String name) {}
