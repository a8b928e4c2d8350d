/**
 * One verb for many VMs: what will come of it said before, and done to each by its own path, so that no rule is gone round.
 * Invariant: a VM that refuses stops no other.
 */
@NamedInterface("bulk")
@NullMarked
package dev.slipway.vm.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
