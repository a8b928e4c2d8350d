/**
 * What is written down of VMs: the row of each, what may be asked of it in which state, and what it costs. Invariant: a row is
 * changed by conditional updates alone, which say from which state.
 */
@NullMarked
package dev.slipway.vm.state;

import org.jspecify.annotations.NullMarked;
