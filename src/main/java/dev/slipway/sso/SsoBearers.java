package dev.slipway.sso;

import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.UserId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Service;

/** Access tokens of the provider, as they are sent to the API. */
@Service
public class SsoBearers {
    private static final Logger LOG = LoggerFactory.getLogger(SsoBearers.class);
    private static final int LONGEST = 64 * 1024;

    private final SsoSettings settings;
    private final Tokens tokens;
    private final People people;

    SsoBearers(SsoSettings settings, Tokens tokens, People people) {
        this.settings = settings;
        this.tokens = tokens;
        this.people = people;
    }

    /** Whether it is meant to be one: three parts with dots between. A personal token never looks so. */
    public boolean isMeant(String secret) {
        return settings.isOn()
                && secret.length() <= LONGEST
                && secret.chars().filter(c -> c == '.').count() == 2;
    }

    /**
     * Whose it is; empty if it is not good, whatever the reason. Also applies what the rules make of its claims, once.
     *
     * @throws Forbidden if it is good, and its person has no access
     * @throws ProviderAway if that cannot be found out
     */
    public Optional<UserId> authenticate(String token, String origin) {
        return check(token).map(jwt -> switch (admission(jwt, origin)) {
            case Admission.Admitted(UserId user, String name) -> user;
            case Admission.Unmapped(String name) ->
                throw new Forbidden(
                        "no-access-yet",
                        "You are known as " + name + ", but nobody has given you access to anything here yet. Ask the"
                                + " manager of your team, or an administrator of this portal.");
            case Admission.Disabled(String name) ->
                throw new Forbidden("account-disabled", "This account is disabled. Ask a platform administrator.");
        });
    }

    private Admission admission(Jwt jwt, String origin) {
        try {
            return people.present(jwt, origin);
        } catch (InvalidRequest e) {
            throw new Forbidden(e.code(), e.sentence(), null, e);
        }
    }

    private Optional<Jwt> check(String token) {
        try {
            return Optional.of(tokens.access(token));
        } catch (BadJwtException e) {
            LOG.debug("Refused a bearer token: {}", e.getMessage());
            return Optional.empty();
        } catch (JwtException e) {
            if (ProviderKeys.isOnlyUnknown(e)) {
                return Optional.empty();
            }
            throw new ProviderAway(settings.name(), settings.requireIssuer(), e);
        }
    }
}
