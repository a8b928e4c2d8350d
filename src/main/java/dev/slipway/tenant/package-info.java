/**
 * Tenants, their projects, and who belongs to which. Invariant: every tenant has a default project.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "live", "quota"})
@NullMarked
package dev.slipway.tenant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
