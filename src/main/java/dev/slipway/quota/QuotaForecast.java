package dev.slipway.quota;

import java.util.List;
import java.util.Optional;

/**
 * What charges would do that are made one after the other, said beforehand.
 *
 * @param together of all that fit, on the levels that would pay for all of them
 * @param refusals of each, in their order: the sentence that would refuse it; empty if it fits right now
 */
public record QuotaForecast(QuotaPreview together, List<Optional<String>> refusals) {
    public QuotaForecast {
        refusals = List.copyOf(refusals);
    }
}
