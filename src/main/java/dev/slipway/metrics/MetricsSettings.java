package dev.slipway.metrics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long figures are kept.
 *
 * @param keepMinutes samples of a minute
 * @param keepHalfHours samples of half an hour
 */
@ConfigurationProperties("slipway.metrics")
record MetricsSettings(
        @DefaultValue("6h") Duration keepMinutes,
        @DefaultValue("30d") Duration keepHalfHours) {}
