/**
 * VMs that become larger or smaller. Invariant: meanwhile a VM holds the most of before and after.
 */
@NamedInterface("resize")
@NullMarked
package dev.slipway.vm.resize;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
