/**
 * The ends of VMs: the recycle bin, the way back from it, and deletion. Invariant: nothing leaves the books that is still on a
 * host.
 */
@NamedInterface("end")
@NullMarked
package dev.slipway.vm.end;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
