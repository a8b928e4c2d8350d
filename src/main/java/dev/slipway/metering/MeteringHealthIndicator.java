package dev.slipway.metering;

import java.time.Instant;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** {@code metering}: down while hours are not added up in time, or differ from the charges that they were made of. */
@Component
class MeteringHealthIndicator extends AbstractHealthIndicator {
    private final RollUp rollUp;
    private final HourRows hours;

    MeteringHealthIndicator(RollUp rollUp, HourRows hours) {
        super("Usage could not be added up");
        this.rollUp = rollUp;
        this.hours = hours;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<String> differences = rollUp.differences();
        boolean behind = rollUp.isBehind();
        (behind || !differences.isEmpty() ? builder.down() : builder.up())
                .withDetail(
                        "closedUntil",
                        hours.closedUntil().map(Instant::toString).orElse("nothing yet"))
                .withDetail("behind", behind)
                .withDetail("differences", differences);
    }
}
