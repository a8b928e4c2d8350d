package dev.slipway.sso;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** From what a checked token says to a person of ours. */
@Component
class People implements OAuth2UserService<OidcUserRequest, OidcUser> {
    private static final Logger LOG = LoggerFactory.getLogger(People.class);

    private final Admissions admissions;
    private final OidcUserService provider = new OidcUserService();

    People(Admissions admissions, Provider provider) {
        this.admissions = admissions;
        DefaultOAuth2UserService info = new DefaultOAuth2UserService();
        info.setRestOperations(new RestTemplate(provider.requests()));
        this.provider.setOauth2UserService(info);
    }

    /** At sign-in: the ID token, and what the provider tells beside it. */
    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser told = provider.loadUser(request);
        OidcIdToken idToken = told.getIdToken();
        Map<String, Object> claims = new HashMap<>(told.getClaims());
        Instant issued = Objects.requireNonNull(idToken.getIssuedAt(), "checked to be there");
        try {
            Proof proof =
                    new Proof(who(idToken.getClaimAsString("iss"), idToken.getSubject()), new Claims(claims), issued);
            Admission admission = admit(create -> admissions.signIn(proof, origin(), create));
            if (admission instanceof Admission.Admitted admitted) {
                return new SsoPerson(admitted, idToken);
            }
            throw new NotAdmitted(admission, idToken);
        } catch (InvalidRequest e) {
            throw new OAuth2AuthenticationException(new OAuth2Error(e.code()), e);
        }
    }

    /** With a bearer token. */
    Admission present(Jwt token, String origin) {
        Instant issued = Objects.requireNonNull(token.getIssuedAt(), "checked to be there");
        Proof proof = new Proof(
                who(token.getClaimAsString("iss"), token.getSubject()), new Claims(token.getClaims()), issued);
        return admit(create -> admissions.present(proof, origin, create));
    }

    private static Proof.Who who(@Nullable String issuer, @Nullable String subject) {
        return new Proof.Who(
                Objects.requireNonNull(issuer, "checked to be there"),
                Objects.requireNonNull(subject, "checked to be there"));
    }

    private interface Attempt {
        Admission with(boolean create);
    }

    /** Two at once may make the same account or tenant: the second tries again and finds it, or does without. */
    private static Admission admit(Attempt attempt) {
        for (boolean create : new boolean[] {true, true}) {
            try {
                return attempt.with(create);
            } catch (Conflict | DataIntegrityViolationException e) {
                LOG.info("Somebody else has just made the same account, tenant or project; trying again", e);
            }
        }
        return attempt.with(false);
    }

    private static String origin() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .filter(ServletRequestAttributes.class::isInstance)
                .map(a -> ((ServletRequestAttributes) a).getRequest().getRemoteAddr())
                .orElse("portal");
    }
}
