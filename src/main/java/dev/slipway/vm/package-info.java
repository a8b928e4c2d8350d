/**
 * The virtual machine: what its owner wants, what its host shows, and one workflow per verb between the two.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "identity",
            "tenant",
            "live",
            "quota",
            "quota :: request",
            "catalog",
            "intake",
            "network",
            "host",
            "placement",
            "storage",
            "hypervisor",
            "operation"
        })
@NullMarked
package dev.slipway.vm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
