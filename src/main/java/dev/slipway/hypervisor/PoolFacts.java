package dev.slipway.hypervisor;

/** A storage pool's room. */
public record PoolFacts(String name, String path, long capacityMib, long availableMib) {}
