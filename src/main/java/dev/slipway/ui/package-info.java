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
package dev.slipway.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
