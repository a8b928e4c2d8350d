/**
 * What people look for in lists of VMs again and again. Invariant: everybody has their own, and nobody sees another's.
 */
@NamedInterface("filter")
@NullMarked
package dev.slipway.vm.filter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
