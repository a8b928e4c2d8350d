/**
 * Until when VMs stay, and what becomes of them then. Invariants: nothing of a VM ends before its people could have read of
 * it; each stage is told once; what is over is off, and goes to the recycle bin by the way that people use.
 */
@NamedInterface("lease")
@NullMarked
package dev.slipway.vm.lease;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
