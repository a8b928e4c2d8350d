package dev.slipway.quota;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** {@code quota}: down while a total is not the sum of its charges, or while that could not be looked at for long. */
@Component
class QuotaHealthIndicator extends AbstractHealthIndicator {
    private static final Duration STALE = Duration.ofMinutes(10);

    private final QuotaAudit audit;
    private final Clock clock;

    QuotaHealthIndicator(QuotaAudit audit, Clock clock) {
        super("The quota totals could not be compared with their charges");
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        QuotaAudit.Finding finding = audit.last();
        boolean fresh = finding.at().plus(STALE).isAfter(clock.instant());
        boolean right = finding.mismatches().isEmpty() && fresh;
        (right ? builder.up() : builder.down())
                .withDetail("comparedAt", finding.at().toString())
                .withDetail("mismatches", finding.mismatches());
    }
}
