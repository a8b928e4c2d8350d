package dev.slipway.vm.resize;

import java.time.Instant;

/**
 * What a VM runs with until its next start, when it gets the size that it has been given meanwhile.
 *
 * @param since when it was given that
 */
public record WaitingSize(String sizeName, int vcpus, long memoryMib, Instant since) {}
