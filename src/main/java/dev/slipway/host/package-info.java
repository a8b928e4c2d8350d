/**
 * Registered hosts: how to reach them, what they have, what state they are in, and what was last seen on them.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "live", "hypervisor", "operation"})
@NullMarked
package dev.slipway.host;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
