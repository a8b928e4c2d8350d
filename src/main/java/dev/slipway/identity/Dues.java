package dev.slipway.identity;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who has to do what before anything else. */
@Component
class Dues {
    private final SignInSettings settings;
    private final SecondFactorTable secondFactors;

    Dues(SignInSettings settings, SecondFactorTable secondFactors) {
        this.settings = settings;
        this.secondFactors = secondFactors;
    }

    Optional<Due> of(UserRow user) {
        if (user.isPasswordTemporary()) {
            return Optional.of(Due.NEW_PASSWORD);
        }
        // Who has no password here signs in elsewhere, and is asked for a second factor there.
        boolean asked = settings.secondFactorRequired() && user.passwordHash() != null;
        return asked && !secondFactors.isOn(user.id()) ? Optional.of(Due.SECOND_FACTOR) : Optional.empty();
    }
}
