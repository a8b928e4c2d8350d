package dev.slipway.identity;

import dev.slipway.kernel.SessionId;
import dev.slipway.kernel.UserId;
import java.time.Instant;

/**
 * A session that is going on.
 *
 * @param origin the address it was signed in from
 * @param userAgent as the browser calls itself: unproved, at most 255 characters
 * @param lastSeenAt to the minute; an open page counts
 * @param current whether it is the one that asks
 */
public record SessionView(
        SessionId id,
        UserId user,
        SignInMeans means,
        Instant startedAt,
        Instant lastSeenAt,
        String origin,
        String userAgent,
        boolean current) {}
