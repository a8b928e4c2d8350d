package dev.slipway.metering;

import dev.slipway.quota.Dimension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up exactly, price times amount times microseconds, and rounds each currency once. */
final class Bill {
    private static final BigDecimal PER_GIB_HOUR =
            BigDecimal.valueOf(Consumption.MICROS_PER_HOUR).multiply(BigDecimal.valueOf(Consumption.MIB_PER_GIB));

    private final Map<String, BigDecimal> sums = new TreeMap<>();

    Bill add(PriceList prices, Consumption used) {
        sums.merge(prices.currency(), exact(prices, used), BigDecimal::add);
        return this;
    }

    private static BigDecimal exact(PriceList prices, Consumption used) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Dimension d : Dimension.values()) {
            BigDecimal gibMicros = new BigDecimal(used.micros(d))
                    .multiply(BigDecimal.valueOf(d.unit().isEmpty() ? Consumption.MIB_PER_GIB : 1));
            sum = sum.add(gibMicros.multiply(prices.of(d)));
        }
        return sum;
    }

    List<Cost> costs() {
        return sums.entrySet().stream()
                .map(e -> new Cost(
                        e.getKey(), e.getValue().divide(PER_GIB_HOUR, coins(e.getKey()), RoundingMode.HALF_UP)))
                .toList();
    }

    private static int coins(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
