/**
 * Emptying hosts for upkeep. Invariant: nothing is stopped for it, and a host is in maintenance only when nothing is there.
 */
@NamedInterface("drain")
@NullMarked
package dev.slipway.vm.drain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
