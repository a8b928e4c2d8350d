/**
 * The screens. The only user of Vaadin. Thin: a handler calls one façade; rules live below.
 */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "identity",
            "tenant",
            "quota",
            "quota :: request",
            "metering",
            "live",
            "catalog",
            "network",
            "host",
            "operation",
            "vm",
            "console",
            "audit",
            "sso"
        })
@NullMarked
package dev.slipway.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
