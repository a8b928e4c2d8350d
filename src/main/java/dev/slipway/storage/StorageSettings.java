package dev.slipway.storage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pools are watched and used.
 *
 * @param turns how many disks are made in one pool at once
 * @param turn how long one may take before its turn is somebody else's
 * @param lookEvery how often pools are looked at
 * @param listEvery how often volumes are listed, which costs a question each
 * @param lowMib room below which a pool counts as nearly full
 */
@ConfigurationProperties("slipway.storage")
record StorageSettings(
        @DefaultValue("4") int turns,
        @DefaultValue("10m") Duration turn,
        @DefaultValue("30s") Duration lookEvery,
        @DefaultValue("5m") Duration listEvery,
        @DefaultValue("2048") long lowMib) {}
