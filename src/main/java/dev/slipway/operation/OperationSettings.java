package dev.slipway.operation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How operations are carried out on this node.
 *
 * @param threads how many steps run at once; waiting operations need none
 * @param heartbeat a node that has missed four of these is taken for dead, and its operations are taken over
 * @param polling how soon work that another node stored is found
 * @param firstRetry the first pause after a passing failure; doubled each time, up to 15 seconds
 * @param patienceAtStop how long a running step may still take when the node is stopped
 * @param keep how long ended operations are kept; the latest of each target stays
 */
@ConfigurationProperties("slipway.operation")
record OperationSettings(
        @DefaultValue("20") int threads,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("1s") Duration polling,
        @DefaultValue("500ms") Duration firstRetry,
        @DefaultValue("5s") Duration patienceAtStop,
        @DefaultValue("30d") Duration keep) {}
