package dev.slipway.sso;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Whether there is single sign-on, and what others have to know of it. */
@Service
public class SingleSignOn {
    /** Where a sign-in at the provider begins. */
    public static final String START = "/oauth2/authorization/" + Provider.REGISTRATION;

    /** Where the provider sends people back to. */
    public static final String RETURN = "/login/oauth2/code/" + Provider.REGISTRATION;

    /** Where the provider ends sessions. */
    public static final String BACK_CHANNEL = "/sso/back-channel-logout";

    /** The page for those who have no access. */
    public static final String NO_ACCESS = "/no-access";

    private final SsoSettings settings;
    private final Provider provider;
    private final ProviderLogout logout;

    SingleSignOn(SsoSettings settings, Provider provider, ProviderLogout logout) {
        this.settings = settings;
        this.provider = provider;
        this.logout = logout;
    }

    /** @param trouble what is wrong with it at the moment, in a sentence */
    public record Facts(String name, String issuer, String clientId, String audience, Optional<String> trouble) {}

    public boolean isOn() {
        return settings.isOn();
    }

    /** The provider, as people know it. */
    public String name() {
        return settings.name();
    }

    /** How it is set up; empty if it is not. Asks the provider whether it is there. */
    public Optional<Facts> facts(Actor actor) {
        actor.require(Permission.SIGN_IN_RULE_READ, Scope.PLATFORM);
        return settings.isOn()
                ? Optional.of(new Facts(
                        settings.name(), settings.requireIssuer(), settings.clientId(), settings.audience(), trouble()))
                : Optional.empty();
    }

    private Optional<String> trouble() {
        try {
            var _ = provider.present();
            return Optional.empty();
        } catch (Unavailable e) {
            return Optional.of(e.sentence());
        }
    }

    /** Where who was turned away signs out at the provider. They are forgotten here. */
    public Optional<String> signOutOfStranger(HttpServletRequest request) {
        return logout.addressOfStranger(request);
    }
}
