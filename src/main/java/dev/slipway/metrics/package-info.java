/**
 * What hosts and VMs use over time: processors, memory, disk and network. Invariant: a sample is an average over a span that
 * was really watched; where nobody watched there is a gap, never a guess.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "host", "hypervisor"})
@NullMarked
package dev.slipway.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
