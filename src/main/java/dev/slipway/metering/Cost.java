package dev.slipway.metering;

import java.math.BigDecimal;

/** Rounded half up to the currency's smallest coin, once, at the end: a total is rounded from the exact sum. */
public record Cost(String currency, BigDecimal amount) {
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
