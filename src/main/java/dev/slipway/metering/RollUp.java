package dev.slipway.metering;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds up each hour once it is over, in order and without a gap, from the first charge on. However long no portal ran,
 * the charges are there, so nothing is lost; the hour's row lets in one node, and that once, so nothing is doubled.
 */
@Component
class RollUp {
    private static final Logger LOG = LoggerFactory.getLogger(RollUp.class);
    private static final int MOST_AT_ONCE = 5_000;
    private static final int LOOK_BACK = 2;

    private final HourRows hours;
    private final Verification verification;
    private final TransactionTemplate transactions;
    private final MeteringSettings settings;
    private final Clock clock;
    private volatile List<String> differences = List.of();

    RollUp(
            HourRows hours,
            Verification verification,
            TransactionTemplate transactions,
            MeteringSettings settings,
            Clock clock) {
        this.hours = hours;
        this.verification = verification;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${slipway.metering.roll-up-every:PT1M}", initialDelayString = "PT15S")
    void run() {
        int closed = 0;
        while (closed < MOST_AT_ONCE && closeNext()) {
            closed++;
        }
        if (closed > 0) {
            LOG.info(
                    "Added up {} hours of usage, up to {}",
                    closed,
                    hours.closedUntil().orElseThrow());
        }
        lookAgain();
    }

    /** False if no hour is due. */
    boolean closeNext() {
        Optional<Instant> next = hours.closedUntil().or(hours::firstHour).filter(this::isDue);
        next.ifPresent(hour -> transactions.executeWithoutResult(status -> {
            if (hours.begin(hour, clock.instant())) {
                hours.write(hour);
            }
        }));
        return next.isPresent();
    }

    private boolean isDue(Instant hour) {
        return !clock.instant().isBefore(hour.plus(HourRows.HOUR).plus(settings.closeAfter()));
    }

    /** The last hours again: whatever was written late into them would be missing in the sums. */
    private void lookAgain() {
        List<String> found = hours.lastClosed(LOOK_BACK).stream()
                .flatMap(hour -> verification.differences(hour).stream())
                .toList();
        if (!found.isEmpty() && !found.equals(differences)) {
            LOG.error("Usage differs from the charges it was made of; nothing is corrected, please report: {}", found);
        }
        differences = found;
    }

    /** Found when last looked. */
    List<String> differences() {
        return differences;
    }

    /** Whether hours wait to be added up for longer than they should. */
    boolean isBehind() {
        return hours.closedUntil()
                .or(hours::firstHour)
                .filter(hour -> isDue(hour.plus(HourRows.HOUR.multipliedBy(2))))
                .isPresent();
    }
}
