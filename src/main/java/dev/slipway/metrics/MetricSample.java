package dev.slipway.metrics;

import java.time.Duration;
import java.time.Instant;

/**
 * An average over a span of time.
 *
 * @param at its end
 * @param over its length
 * @param used during it
 */
public record MetricSample(Instant at, Duration over, Used used) {
    /**
     * @param cpuMilli thousandths of a processor that was busy all the time
     * @param readBps bytes a second, by all disks; those of a host are its guests'
     * @param receivedBps bytes a second, by all network cards
     */
    public record Used(int cpuMilli, long memoryMib, long readBps, long writtenBps, long receivedBps, long sentBps) {
        public double cores() {
            return cpuMilli / 1000.0;
        }
    }
}
