/**
 * What comes into the catalogue: files that people send or have fetched, resumable, and looked at before anything opens them. Invariant: nothing is published that the guard has not let through.
 */
@ApplicationModule(
        allowedDependencies = {"kernel", "identity", "live", "operation", "catalog", "hypervisor", "storage"})
@NullMarked
package dev.slipway.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
