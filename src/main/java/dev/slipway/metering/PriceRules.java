package dev.slipway.metering;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.quota.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/** What a price list may be. */
final class PriceRules {
    private static final BigDecimal HIGHEST = new BigDecimal("1000000");
    private static final int DIGITS = 8;

    private PriceRules() {}

    /** @throws InvalidRequest naming the field and what would be right */
    static PriceList valid(Instant validFrom, String currency, Map<Dimension, BigDecimal> perHour, Instant now) {
        if (!validFrom.truncatedTo(ChronoUnit.HOURS).equals(validFrom)) {
            throw new InvalidRequest("valid-from", "validFrom", "Prices change on a full hour of UTC.");
        }
        requireOpen(validFrom, now);
        String code = currency.strip().toUpperCase(Locale.ROOT);
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(c -> c.getCurrencyCode().equals(code))) {
            throw new InvalidRequest("currency", "currency", "A currency is three letters, such as EUR.");
        }
        perHour.forEach(PriceRules::requirePrice);
        return new PriceList(validFrom, code, perHour);
    }

    /** Months that are over were told to people already. */
    static void requireOpen(Instant validFrom, Instant now) {
        if (validFrom.isBefore(Months.start(Months.of(now)))) {
            throw new InvalidRequest(
                    "valid-from", "validFrom", "Months that are over keep their prices: begin in this month or later.");
        }
    }

    private static void requirePrice(Dimension dimension, BigDecimal price) {
        if (price.signum() < 0
                || price.compareTo(HIGHEST) > 0
                || price.stripTrailingZeros().scale() > DIGITS) {
            throw new InvalidRequest(
                    "price",
                    dimension.name().toLowerCase(Locale.ROOT),
                    "A price is a number from 0 to 1000000 with up to " + DIGITS + " decimals.");
        }
    }
}
