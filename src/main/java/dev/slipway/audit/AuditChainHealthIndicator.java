package dev.slipway.audit;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** {@code audit-chain}: down while the last look at the record found something that is not as it was written. */
@Component("audit-chain")
class AuditChainHealthIndicator extends AbstractHealthIndicator {
    private final ChainCheck check;

    AuditChainHealthIndicator(ChainCheck check) {
        super("The audit chain could not be looked at");
        this.check = check;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        check.last()
                .ifPresentOrElse(
                        verdict -> (verdict.isIntact() ? builder.up() : builder.down())
                                .withDetail("lookedAt", verdict.at().toString())
                                .withDetail("verdict", verdict.sentence()),
                        () -> builder.up().withDetail("verdict", "not looked at yet"));
    }
}
