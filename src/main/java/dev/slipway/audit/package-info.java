/**
 * The append-only record of every change and every refusal. A change is recorded in its own transaction; a refusal in one of its own.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity"})
@NullMarked
package dev.slipway.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
