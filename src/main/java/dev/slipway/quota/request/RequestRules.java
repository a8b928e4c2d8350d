package dev.slipway.quota.request;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What can be asked for and given. */
@Component
class RequestRules {
    private static final long HIGHEST = 1_000_000_000_000L;
    private static final int LONGEST_TEXT = 1000;
    private static final Duration LONGEST_TERM = Duration.ofDays(366);

    private final Clock clock;

    RequestRules(Clock clock) {
        this.clock = clock;
    }

    /** @return it, with its reason tidied */
    Ask valid(Ask ask) {
        if (ask.amounts().isEmpty()) {
            throw new InvalidRequest("nothing-asked", "lines", "Say of what you need more: at least one amount.");
        }
        ask.amounts().forEach((wanted, amount) -> requireAmount(wanted.dimension(), amount, 1));
        requireTerm(ask.until());
        String reason = text(ask.reason(), "reason");
        if (reason.isEmpty()) {
            throw new InvalidRequest("missing-field", "reason", "Say what you need it for, so that others can decide.");
        }
        return new Ask(ask.path(), ask.amounts(), ask.until(), reason);
    }

    /** Nobody can have more of what has no limit. */
    void requireLimited(Map<Wanted, Long> amounts, List<QuotaLine> standing) {
        for (QuotaLine line : standing) {
            if (line.limit().isEmpty() && amounts.containsKey(new Wanted(line.level(), line.dimension()))) {
                throw new InvalidRequest(
                        "not-limited",
                        "lines",
                        "There is no limit of " + line.dimension().words() + " for " + line.words()
                                + ", so there is nothing to ask for. Leave that out.");
            }
        }
    }

    static void requireAmount(Dimension dimension, long amount, long least) {
        if (amount < least || amount > HIGHEST) {
            String unit = dimension.unit().isEmpty() ? "" : ", in " + dimension.unit();
            throw new InvalidRequest(
                    "invalid-amount",
                    "lines",
                    "An amount of " + dimension.words() + " is a whole number from " + least + " to 1,000,000,000,000"
                            + unit + "; this is " + amount + ".");
        }
    }

    void requireTerm(Optional<Instant> until) {
        Instant now = clock.instant();
        if (until.filter(u -> !u.isAfter(now)).isPresent()) {
            throw new InvalidRequest(
                    "invalid-until", "until", "That time is over already. Give a later one, or none for good.");
        }
        if (until.filter(u -> u.isAfter(now.plus(LONGEST_TERM))).isPresent()) {
            throw new InvalidRequest(
                    "invalid-until",
                    "until",
                    "A time-limited rise lasts at most a year. Give an earlier end, or none for good.");
        }
    }

    static String text(String text, String field) {
        String tidy = text.strip();
        if (tidy.length() > LONGEST_TEXT) {
            throw new InvalidRequest(
                    "too-long", field, "At most 1000 characters, please; this has " + tidy.length() + ".");
        }
        if (tidy.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw new InvalidRequest("invalid-text", field, "This has invisible characters in it. Type it anew.");
        }
        return tidy;
    }
}
