package dev.slipway.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param lookAgain how often an open stream makes sure that its token is good still, and what its owner may see
 * @param heartbeat how long a stream is silent at most; a client that is gone is noticed by it
 * @param mostPerPerson open streams of one person on one node
 */
@ConfigurationProperties("slipway.api.events")
record EventSettings(
        @DefaultValue("10s") Duration lookAgain,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("20") int mostPerPerson) {}
