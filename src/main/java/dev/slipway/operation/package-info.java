/**
 * Durable operations: named steps with their undo, progress, retries, a lock per target, recovery after a crash. The only user of db-scheduler.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "live"})
@NullMarked
package dev.slipway.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
