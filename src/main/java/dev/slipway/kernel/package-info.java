/**
 * The few words every module speaks: typed ids, resources, problems, auditable events. No behaviour of its own, no dependency.
 */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package dev.slipway.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
