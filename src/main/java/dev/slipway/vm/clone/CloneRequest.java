package dev.slipway.vm.clone;

import dev.slipway.vm.launch.Numbering;

/**
 * @param names how many clones there are to be, and what they are called
 * @param start whether they are to be on
 * @param whileRunning whether the VM's disk may be copied while it runs; counts for nothing if it is off
 */
public record CloneRequest(Numbering names, boolean start, boolean whileRunning) {}
