package dev.slipway.quota;

import dev.slipway.kernel.QuotaGrantId;
import dev.slipway.kernel.QuotaRequestId;
import java.time.Instant;

/** A row of {@code quota_grant}. */
record GrantRow(
        QuotaGrantId id,
        QuotaRequestId request,
        NodeKey node,
        String levelName,
        Dimension dimension,
        long amount,
        Instant endsAt,
        GrantState state,
        String givenBy,
        Instant givenAt) {
    GrantView view(String words, boolean revocable) {
        return new GrantView(
                id,
                request,
                node.level(),
                levelName,
                words,
                dimension,
                amount,
                endsAt,
                state,
                givenBy,
                givenAt,
                revocable);
    }
}
