package dev.slipway.sso;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/** Somebody has proved who they are, and is not let in. */
class NotAdmitted extends OAuth2AuthenticationException {
    private final transient Admission admission;
    private final OidcIdToken idToken;

    NotAdmitted(Admission admission, OidcIdToken idToken) {
        super(new OAuth2Error("not-admitted"), admission.toString());
        this.admission = admission;
        this.idToken = idToken;
    }

    Admission admission() {
        return admission;
    }

    OidcIdToken idToken() {
        return idToken;
    }
}
