package dev.slipway.notice.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail or a call, as the person sees it whose it is.
 *
 * @param id what receivers see, too
 * @param result how the last attempt went; empty before the first
 * @param nextAt when it is tried again
 */
public record DeliveryView(
        UUID id,
        DeliveryState state,
        int attempts,
        Optional<String> result,
        Instant createdAt,
        Optional<Instant> nextAt) {}
