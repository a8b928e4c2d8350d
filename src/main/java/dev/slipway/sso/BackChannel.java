package dev.slipway.sso;

import dev.slipway.identity.Sessions;
import dev.slipway.kernel.RetriesLostRaces;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends sessions when the provider says so: those of one session there, or all of a person. */
@Component
class BackChannel {
    private static final Logger LOG = LoggerFactory.getLogger(BackChannel.class);
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private final Tokens tokens;
    private final LogoutTokens seen;
    private final Sessions sessions;
    private final Clock clock;

    BackChannel(Tokens tokens, LogoutTokens seen, Sessions sessions, Clock clock) {
        this.tokens = tokens;
        this.seen = seen;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** @throws org.springframework.security.oauth2.jwt.JwtException if the token is not good, or was used before */
    @RetriesLostRaces
    @Transactional
    void logOut(String token) {
        Jwt logout = tokens.logout(token);
        if (logout.getIssuedAt() == null
                || logout.getIssuedAt().isBefore(clock.instant().minus(LONGEST_LIFE))) {
            throw new BadJwtException("The token is too old.");
        }
        String issuer = Objects.requireNonNull(logout.getClaimAsString("iss"), "checked to be there");
        if (!seen.isFirst(issuer, Objects.requireNonNull(logout.getId(), "checked to be there"))) {
            throw new BadJwtException("The token was used before.");
        }
        int ended = sessions.endByProvider(
                issuer, Optional.ofNullable(logout.getClaimAsString("sid")), Optional.ofNullable(logout.getSubject()));
        LOG.info("The identity provider ended {} sessions by its back channel", ended);
    }
}
