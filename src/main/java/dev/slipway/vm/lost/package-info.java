/**
 * Hosts that were given up, and what was on them. Invariant: whatever lies there of VMs that live elsewhere by now is noted,
 * and taken away before the host is used again.
 */
@NamedInterface("lost")
@NullMarked
package dev.slipway.vm.lost;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
