/**
 * What may be launched: images with immutable versions, sizes, their visibility, and the staged copies on hosts. Invariants: a
 * published version never changes; an image that is not for somebody is not there for them; nothing is deleted on which a
 * disk stands.
 */
@ApplicationModule(
        allowedDependencies = {"kernel", "identity", "tenant", "live", "operation", "hypervisor", "host", "storage"})
@NullMarked
package dev.slipway.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
