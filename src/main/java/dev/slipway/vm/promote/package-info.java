/**
 * Images that are made of VMs. Invariant: the VM is as it was, however this ends.
 */
@NamedInterface("promote")
@NullMarked
package dev.slipway.vm.promote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
