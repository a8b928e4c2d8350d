package dev.slipway.quota;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The history of usage and limits. @param keep how long it is kept */
@ConfigurationProperties("slipway.quota.history")
record HistorySettings(@DefaultValue("90d") Duration keep) {}
