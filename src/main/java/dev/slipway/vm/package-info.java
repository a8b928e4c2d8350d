/**
 * The virtual machine: what its owner wants, what its host shows, and one workflow per verb between the two. A package
 * below for each thing that people do with one: what others may use of it are its façade and the records of that; {@code state}
 * and {@code work} are what these share, and nobody else's.
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
