package dev.slipway.quota.request;

import dev.slipway.quota.QuotaPath;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody asks for.
 *
 * @param path whose limits are short
 * @param amounts how much more; memory and disk in MiB
 * @param until empty = for good
 */
public record Ask(QuotaPath path, Map<Wanted, Long> amounts, Optional<Instant> until, String reason) {
    public Ask {
        amounts = Collections.unmodifiableMap(new TreeMap<>(amounts));
    }
}
