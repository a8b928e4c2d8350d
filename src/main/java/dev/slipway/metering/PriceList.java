package dev.slipway.metering;

import dev.slipway.quota.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * What a unit costs for an hour, until the next list: a VM, a vCPU, a GiB. What has no price is free.
 *
 * @param validFrom a full hour
 * @param currency three letters of ISO 4217
 */
public record PriceList(Instant validFrom, String currency, Map<Dimension, BigDecimal> perHour) {
    public PriceList {
        perHour = Map.copyOf(perHour);
    }

    public BigDecimal of(Dimension dimension) {
        return perHour.getOrDefault(dimension, BigDecimal.ZERO);
    }
}
