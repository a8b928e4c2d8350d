/**
 * VMs that are built anew from a version of their image. Invariant: the old disk is there until the new one is in its place.
 */
@NamedInterface("rebuild")
@NullMarked
package dev.slipway.vm.rebuild;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
