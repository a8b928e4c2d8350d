package dev.slipway.sso;

import dev.slipway.kernel.InvalidRequest;
import java.time.Instant;

/**
 * What a token proves that has been checked.
 *
 * @param issuedAt of the token: newer claims replace older ones, never the other way round
 */
record Proof(Who who, Claims claims, Instant issuedAt) {
    private static final int LONGEST = 255;

    /** The one thing that somebody is known by. */
    record Who(String issuer, String subject) {
        Who {
            if (issuer.length() > LONGEST || subject.length() > LONGEST || subject.isBlank()) {
                throw new InvalidRequest(
                        "unusable-subject", "sub", "The token's subject is empty or longer than 255 characters.");
            }
        }
    }
}
