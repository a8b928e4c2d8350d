package dev.slipway.metering;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param closeAfter how long after its end an hour is added up; longer than any transaction takes and clocks differ */
@ConfigurationProperties("slipway.metering")
record MeteringSettings(@DefaultValue("10m") Duration closeAfter) {}
