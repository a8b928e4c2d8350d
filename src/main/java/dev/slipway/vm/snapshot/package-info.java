/**
 * Moments that are kept of VMs, to go back to. Invariant: each is paid for by what it can take at the most, and going back to
 * it needs no room.
 */
@NamedInterface("snapshot")
@NullMarked
package dev.slipway.vm.snapshot;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
