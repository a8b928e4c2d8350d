/**
 * What was used, by whom, in which month, and what that costs. Invariants: an hour is added up once, from the charges that stood in it; adding up anew gives the same; a month is the sum of its hours.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "tenant", "quota"})
@NullMarked
package dev.slipway.metering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
