package dev.slipway.quota.request;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.QuotaRequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends requests that nobody decided for a month, or that were for a time that is over. */
@Component
class RequestExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(RequestExpiry.class);
    private static final Actor ACTOR = Actor.system("request-expiry");

    private final RequestRows rows;
    private final Closing closing;
    private final TransactionTemplate transaction;

    RequestExpiry(RequestRows rows, Closing closing, TransactionTemplate transaction) {
        this.rows = rows;
        this.closing = closing;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT5S")
    void look() {
        for (QuotaRequestId id : rows.stale()) {
            try {
                transaction.executeWithoutResult(status -> closing.expire(id, ACTOR));
            } catch (RuntimeException e) {
                LOG.warn("Request {} could not be expired; the next look in a minute does it", id, e);
            }
        }
    }
}
