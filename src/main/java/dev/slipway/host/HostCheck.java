package dev.slipway.host;

import dev.slipway.kernel.HostCheckId;
import dev.slipway.kernel.HostId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run of the check list.
 *
 * @param host the registered host that was looked at, or became of it
 * @param lines all of them, from the start
 */
public record HostCheck(
        HostCheckId id,
        Optional<HostId> host,
        HostDraft draft,
        List<CheckLine> lines,
        Instant startedAt,
        boolean ended) {
    public HostCheck {
        lines = List.copyOf(lines);
    }

    public boolean has(CheckResult result) {
        return lines.stream().anyMatch(line -> line.result() == result);
    }

    public long count(CheckResult result) {
        return lines.stream().filter(line -> line.result() == result).count();
    }
}
