/**
 * Whose VMs are, and how they go to others. Invariant: a row and its charges go together or not at all.
 */
@NamedInterface("owner")
@NullMarked
package dev.slipway.vm.owner;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
