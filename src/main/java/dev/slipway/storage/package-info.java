/**
 * Storage pools of hosts and the volumes in them: what is there, whose it is, and whose turn it is to work on them.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "live", "hypervisor", "host", "operation"})
@NullMarked
package dev.slipway.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
