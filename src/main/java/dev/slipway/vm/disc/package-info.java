/**
 * The CD-ROM drives of VMs and the discs in them. Invariant: a disc that is in a drive, or on its way into one, is not
 * deleted.
 */
@NamedInterface("disc")
@NullMarked
package dev.slipway.vm.disc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
