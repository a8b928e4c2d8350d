/**
 * From a wish to a running VM: what may be asked for, what is checked before anything is written, and the steps that build it.
 * Invariant: a launch that fails leaves nothing behind but the row that says why.
 */
@NamedInterface("launch")
@NullMarked
package dev.slipway.vm.launch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
