/**
 * What may be launched: images with immutable versions, sizes, their visibility, and the staged copies on hosts. Invariant: a published version never changes.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "live", "operation", "hypervisor", "host"})
@NullMarked
package dev.slipway.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
