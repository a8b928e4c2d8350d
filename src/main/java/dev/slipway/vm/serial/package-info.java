/**
 * What VMs say on their serial line. Invariant: only those read it who may work on the VM's screen, since both show what a
 * guest tells whoever stands before it; and what is kept and shown of a guest that never stops talking is bounded.
 */
@NamedInterface("serial")
@NullMarked
package dev.slipway.vm.serial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
