/**
 * Clones: VMs that are made of another one's disk, with an identity of their own. Invariants: the other one is held for no
 * longer than its disk is read, and is as it was, however this ends; what becomes of one clone is nothing to the others.
 */
@NamedInterface("clone")
@NullMarked
package dev.slipway.vm.clone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
