package dev.slipway.host;

import dev.slipway.hypervisor.Acceleration;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hosts are watched.
 *
 * @param acceleration for hosts that are not forced otherwise: find out by trying, or what is said here
 * @param lookEvery a full inventory at least that often, events or not
 * @param measureEvery how often room and networks are asked
 * @param usageEvery how often it is asked what it and its guests have used
 * @param silentAfter how long a host may give no answer before it counts as unreachable
 * @param retryAtMost the longest pause between attempts to reach a silent host
 * @param checkWithin how long the whole check list may take
 * @param lease how long another node waits before it takes over a host whose watcher says nothing
 */
@ConfigurationProperties("slipway.host")
record HostProperties(
        @DefaultValue("auto") Wish acceleration,
        @DefaultValue("10s") Duration lookEvery,
        @DefaultValue("30s") Duration measureEvery,
        @DefaultValue("60s") Duration usageEvery,
        @DefaultValue("10s") Duration silentAfter,
        @DefaultValue("5s") Duration retryAtMost,
        @DefaultValue("6s") Duration lease,
        @DefaultValue("90s") Duration checkWithin) {

    enum Wish {
        AUTO,
        KVM,
        EMULATED;

        Optional<Acceleration> forced() {
            return switch (this) {
                case AUTO -> Optional.empty();
                case KVM -> Optional.of(Acceleration.KVM);
                case EMULATED -> Optional.of(Acceleration.EMULATED);
            };
        }
    }
}
