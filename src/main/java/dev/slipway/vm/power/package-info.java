/**
 * Turning VMs on and off, and on again by themselves after a failure. Invariant: nothing starts without room in the quota of
 * whoever owns it.
 */
@NamedInterface("power")
@NullMarked
package dev.slipway.vm.power;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
