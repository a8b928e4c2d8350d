/**
 * Starting a VM from a disc in its drives, with all its disks attached, to mend what does not start any more. Invariant: it
 * starts so until somebody ends it, whoever starts it, and its page says so.
 */
@NamedInterface("rescue")
@NullMarked
package dev.slipway.vm.rescue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
