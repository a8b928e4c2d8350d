package dev.slipway.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param adminPassword of the first administrator; made up and logged once if not given */
@ConfigurationProperties("slipway.bootstrap")
record BootstrapSettings(@Nullable String adminPassword) {
    @Override
    public String toString() {
        return "BootstrapSettings[…]";
    }
}
