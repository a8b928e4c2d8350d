/**
 * VMs on their way from host to host, running or not. Invariant: at every moment a VM is whole on one of the two, and what its
 * owner pays for stays as it is.
 */
@NamedInterface("move")
@NullMarked
package dev.slipway.vm.move;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
