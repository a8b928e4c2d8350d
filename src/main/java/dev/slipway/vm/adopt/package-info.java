/**
 * Domains on hosts that are no VMs of Slipway, and how they become some. Invariant: they are never touched before.
 */
@NamedInterface("adopt")
@NullMarked
package dev.slipway.vm.adopt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
