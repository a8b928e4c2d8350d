package dev.slipway.quota;

import dev.slipway.kernel.QuotaGrantId;
import dev.slipway.kernel.QuotaRequestId;
import java.time.Instant;

/**
 * A rise of a limit that ends by itself.
 *
 * @param words the level as within a sentence, such as {@code project web}; a member by name
 * @param amount by how much the limit is higher while it is active
 * @param revocable whether who asked may end it early
 */
public record GrantView(
        QuotaGrantId id,
        QuotaRequestId request,
        Level level,
        String levelName,
        String words,
        Dimension dimension,
        long amount,
        Instant endsAt,
        GrantState state,
        String givenBy,
        Instant givenAt,
        boolean revocable) {}
