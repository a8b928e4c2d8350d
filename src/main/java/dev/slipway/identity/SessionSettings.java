package dev.slipway.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param keep how long ended sessions are remembered */
@ConfigurationProperties("slipway.sessions")
record SessionSettings(@DefaultValue("30d") Duration keep) {}
