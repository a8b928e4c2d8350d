package dev.slipway.metrics;

import dev.slipway.host.HostRemoved;
import dev.slipway.host.HostUsed;
import dev.slipway.kernel.HostId;
import dev.slipway.metrics.MetricSample.Used;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes averages of what the watcher of a host reads there from time to time. Remembers the last reading only, so after a
 * change of the watching node a span is missing.
 */
@Component
class Meters {
    /** Readings that are further apart tell nothing of a minute. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Map<HostId, Map<UUID, Reading>> last = new ConcurrentHashMap<>();
    private final MetricRows rows;

    Meters(MetricRows rows) {
        this.rows = rows;
    }

    @EventListener
    void read(HostUsed seen) {
        var now = readings(seen);
        var before = last.put(seen.host(), now);
        if (before != null) {
            rows.add(seen.at(), averages(seen.host().value(), before, now));
        }
    }

    @EventListener
    void forget(HostRemoved removed) {
        last.remove(removed.host());
    }

    private static Map<UUID, Reading> readings(HostUsed seen) {
        var readings = new HashMap<UUID, Reading>();
        seen.usage().guests().forEach(guest -> readings.put(guest.domain(), Reading.of(seen.at(), guest)));
        readings.put(seen.host().value(), Reading.of(seen.at(), seen.usage()));
        return readings;
    }

    private static Map<UUID, Used> averages(UUID host, Map<UUID, Reading> before, Map<UUID, Reading> now) {
        var averages = new HashMap<UUID, Used>();
        now.forEach((subject, reading) -> {
            var earlier = before.get(subject);
            if (earlier != null && near(earlier.at(), reading.at())) {
                reading.since(earlier).ifPresent(used -> averages.put(subject, used));
            }
        });
        averages.computeIfPresent(host, (id, own) -> withGuests(own, averages, host));
        return averages;
    }

    private static Used withGuests(Used own, Map<UUID, Used> all, UUID host) {
        long read = 0;
        long written = 0;
        long received = 0;
        long sent = 0;
        for (var entry : all.entrySet()) {
            if (!entry.getKey().equals(host)) {
                read += entry.getValue().readBps();
                written += entry.getValue().writtenBps();
                received += entry.getValue().receivedBps();
                sent += entry.getValue().sentBps();
            }
        }
        return new Used(own.cpuMilli(), own.memoryMib(), read, written, received, sent);
    }

    private static boolean near(Instant earlier, Instant later) {
        return Duration.between(earlier, later).compareTo(LONGEST) <= 0;
    }
}
