package dev.slipway.identity;

import dev.slipway.kernel.InvalidRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Whether somebody is who they say, by what their app shows. */
@Component
class SecondFactorCheck {
    private final SecondFactorTable table;
    private final SecretSeal seal;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final Clock clock;

    SecondFactorCheck(SecondFactorTable table, SecretSeal seal, Passwords passwords, SignInGuard guard, Clock clock) {
        this.table = table;
        this.seal = seal;
        this.passwords = passwords;
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * A code is good once: who looked over a shoulder comes too late. So is a recovery code.
     *
     * @param confirmed whether the factor is on, or only just being set up, when recovery codes do not count
     */
    boolean passes(UserRow user, String typed, boolean confirmed) {
        String code = typed.replaceAll("\\s", "");
        if (code.length() != Totp.DIGITS) {
            return confirmed && table.use(user.id(), RecoveryCode.typed(typed).hash());
        }
        Optional<byte[]> sealed = table.sealedSecret(user.id(), confirmed);
        OptionalLong step = sealed.isEmpty()
                ? OptionalLong.empty()
                : Totp.stepOf(code, seal.open(sealed.get(), user.id().value()), clock.instant());
        return step.isPresent() && table.take(user.id(), step.getAsLong());
    }

    boolean isPassword(UserRow user, String password) {
        return passwords.matches(password, user.passwordHash());
    }

    /** @throws InvalidRequest after too many wrong ones, which count as failed sign-ins */
    void refuseGuesses(UserRow user) {
        guard.begin(user.name()).ifPresent(wait -> {
            throw new InvalidRequest("too-many-tries", "code", SignInGuard.sentence(wait));
        });
    }

    void succeeded(UserRow user) {
        guard.succeeded(user.name());
    }
}
