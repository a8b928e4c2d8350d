package dev.slipway.notice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people are told.
 *
 * @param longFrom how long something has to take for its end to be told; that of a launch is told always
 * @param reminder how long before a VM in the recycle bin is deleted for good its owner is reminded
 * @param keep how long notifications are kept
 */
@ConfigurationProperties("slipway.notice")
record NoticeSettings(
        @DefaultValue("30s") Duration longFrom,
        @DefaultValue("1d") Duration reminder,
        @DefaultValue("90d") Duration keep) {}
