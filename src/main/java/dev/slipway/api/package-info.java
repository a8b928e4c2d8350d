/**
 * REST over the façades: resources, problem details, event stream, OpenAPI. Holds no rule of its own.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "identity",
            "tenant",
            "quota",
            "quota :: request",
            "metering",
            "metrics",
            "live",
            "catalog",
            "intake",
            "intake :: guard",
            "network",
            "host",
            "operation",
            "storage",
            "vm",
            "vm :: *",
            "console",
            "audit",
            "notice",
            "notice :: delivery",
            "sso"
        })
@NullMarked
package dev.slipway.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
