package dev.slipway.catalog;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How images are copied to hosts, and how long copies stay that nobody needs.
 *
 * @param transfersAtOnce by each portal node
 * @param keepEvery how often a host confirms what has arrived: when a transfer breaks off, so much is sent again
 * @param keepUnused since a VM was last made of it
 * @param scarcePercent of a host's storage that is free: with less, no unused copy is kept
 */
@ConfigurationProperties("slipway.staging")
record StagingProperties(
        @DefaultValue("4") int transfersAtOnce,
        @DefaultValue("20s") Duration keepEvery,
        @DefaultValue("30d") Duration keepUnused,
        @DefaultValue("10") int scarcePercent) {}
