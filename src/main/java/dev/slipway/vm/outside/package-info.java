/**
 * What happens to VMs by no doing of Slipway: seen, shown as it is, and followed. Invariant: the host is right about what it
 * shows, and Slipway about whose it is.
 */
@NamedInterface("outside")
@NullMarked
package dev.slipway.vm.outside;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
