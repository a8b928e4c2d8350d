/**
 * Limits, charges and usage. Invariant: usage is always the sum of the charges, on every level of the path tenant - project - member.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "live"})
@NullMarked
package dev.slipway.quota;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
