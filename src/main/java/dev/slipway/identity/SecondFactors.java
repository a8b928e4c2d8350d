package dev.slipway.identity;

import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One's own second factor: codes from an app, and recovery codes for the day the phone is lost. For local accounts. */
@Service
public class SecondFactors {
    private final UserRows users;
    private final SecondFactorTable table;
    private final SecondFactorCheck check;
    private final SecretSeal seal;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;

    SecondFactors(
            UserRows users,
            SecondFactorTable table,
            SecondFactorCheck check,
            SecretSeal seal,
            Sessions sessions,
            ApplicationEventPublisher events) {
        this.users = users;
        this.table = table;
        this.check = check;
        this.seal = seal;
        this.sessions = sessions;
        this.events = events;
    }

    /** @param possible whether the account has a password here to put it beside @param recoveryCodes left */
    public record Standing(boolean possible, boolean on, int recoveryCodes) {}

    /**
     * What an app wants to know.
     *
     * @param secret to type, in Base32
     * @param uri to scan, {@code otpauth://…}
     */
    public record Enrolment(String secret, String uri) {
        @Override
        public String toString() {
            return "Enrolment[…]";
        }
    }

    @Transactional(readOnly = true)
    public Standing standing(Actor actor) {
        UserId user = actor.requireUser();
        boolean local = users.findById(user.value())
                .filter(u -> u.passwordHash() != null)
                .isPresent();
        return new Standing(local, table.isOn(user), table.codesLeft(user));
    }

    /** Nothing is asked for yet: an app that got it wrong must not lock anybody out. */
    @Audited("user.second-factor")
    @RetriesLostRaces
    @Transactional
    public Enrolment begin(Actor actor) {
        UserRow user = local(actor);
        byte[] secret = Totp.newSecret();
        if (!table.begin(user.id(), seal.seal(secret, user.id().value()))) {
            throw new Conflict("second-factor-on", "You have a second factor already. Turn it off first.");
        }
        String text = Totp.base32(secret);
        String who = URLEncoder.encode(user.name(), StandardCharsets.UTF_8);
        return new Enrolment(text, "otpauth://totp/Slipway:" + who + "?secret=" + text + "&issuer=Slipway");
    }

    /**
     * Turns it on, for who shows that their app knows. Other sessions, signed in without it, end.
     *
     * @return recovery codes, not to be had again
     */
    @Audited("user.second-factor")
    @RetriesLostRaces
    @Transactional
    public List<String> confirm(String code, Actor actor) {
        UserRow user = local(actor);
        if (!check.passes(user, code, false) || !table.confirm(user.id())) {
            throw wrongCode();
        }
        List<RecoveryCode> codes = RecoveryCode.some();
        table.add(user.id(), codes.stream().map(RecoveryCode::hash).toList());
        sessions.endAllOf(user.id(), actor.session(), SessionEnd.SECOND_FACTOR_CHANGED);
        tell(user, "Turned the second factor on.", actor);
        return codes.stream().map(RecoveryCode::written).toList();
    }

    /** @param code from the app, or a recovery code */
    @Audited("user.second-factor")
    @RetriesLostRaces
    @Transactional
    public void turnOff(String password, String code, Actor actor) {
        UserRow user = local(actor);
        check.refuseGuesses(user);
        if (!check.isPassword(user, password)) {
            throw new InvalidRequest("wrong-password", "password", "The password is not right.");
        }
        if (!check.passes(user, code, true)) {
            throw wrongCode();
        }
        check.succeeded(user);
        table.remove(user.id());
        tell(user, "Turned the second factor off.", actor);
    }

    private UserRow local(Actor actor) {
        UserRow user = users.findById(actor.requireUser().value()).orElseThrow(() -> NotFound.of("user"));
        if (user.passwordHash() == null) {
            throw new Conflict("no-password-here", "You sign in at your organisation. Set up a second factor there.");
        }
        return user;
    }

    private void tell(UserRow user, String detail, Actor actor) {
        events.publishEvent(actor.did("user.second-factor", "user", user.id().value(), user.name(), null, detail));
    }

    private static InvalidRequest wrongCode() {
        return new InvalidRequest(
                "wrong-code",
                "code",
                "This code is not right. Wait for the next one; if it stays so, see that the phone's clock is right.");
    }
}
