package dev.slipway.hypervisor;

/** What a running guest has, whatever its domain was defined with since it was started. */
public record RunningSize(int vcpus, long memoryMib) {}
