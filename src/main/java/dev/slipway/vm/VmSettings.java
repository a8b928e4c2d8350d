package dev.slipway.vm;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param shutdownPatience how long a guest may take to turn itself off when asked */
@ConfigurationProperties("slipway.vm")
record VmSettings(@DefaultValue("90s") Duration shutdownPatience) {}
