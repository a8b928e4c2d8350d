package dev.slipway.metering;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * What a project used in a month.
 *
 * @param until up to when it is counted: now, in the month that goes on; then its last hours may still change
 * @param cost one for each currency that prices were in; empty without prices
 * @param days those of the month so far
 */
public record UsageReport(
        YearMonth month, Instant from, Instant until, Consumption total, List<Cost> cost, List<Day> days) {
    public UsageReport {
        cost = List.copyOf(cost);
        days = List.copyOf(days);
    }

    /** One day of UTC. */
    public record Day(LocalDate date, Consumption used) {}
}
