/**
 * Decides which host runs a VM, keeps the reasons, and holds the allocation until it is released.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "live", "host", "hypervisor", "storage"})
@NullMarked
package dev.slipway.placement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
