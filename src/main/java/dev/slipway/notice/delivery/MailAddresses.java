package dev.slipway.notice.delivery;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import dev.slipway.notice.delivery.Delivery.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where one reads e-mail. An address counts once the code is given back that was sent there: nobody mails strangers. */
@Service
public class MailAddresses {
    private static final int MOST_CODES = 5;
    private static final Duration MOST_CODES_WITHIN = Duration.ofHours(1);
    private static final int LATEST = 5;

    private final MailAddressRows rows;
    private final DeliveryRows deliveries;
    private final MailCodes codes;
    private final Mails mails;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MailAddresses(
            MailAddressRows rows,
            DeliveryRows deliveries,
            MailCodes codes,
            Mails mails,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.codes = codes;
        this.mails = mails;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public MailAddressView mine(Actor actor) {
        UserId user = actor.requireUser();
        Optional<MailAddressRows.Kept> kept = rows.find(user);
        return new MailAddressView(
                mails.areOffered(),
                kept.flatMap(MailAddressRows.Kept::address),
                kept.flatMap(MailAddressRows.Kept::wanted),
                deliveries.mails(user, LATEST));
    }

    /**
     * Sends a code there; the old address is used until it is given back.
     *
     * @throws InvalidRequest if that is no address
     * @throws Conflict {@code mail-not-offered} or {@code too-many-codes}
     */
    @Audited("mail-address.ask")
    @RetriesLostRaces
    @Transactional
    public void ask(String address, Actor actor) {
        UserId user = actor.requireUser();
        if (!mails.areOffered()) {
            throw new Conflict("mail-not-offered", MailAddressView.NOT_OFFERED);
        }
        String plain = MailText.address(address)
                .orElseThrow(() -> new InvalidRequest(
                        "invalid-address", "address", "That is no e-mail address, such as ada@example.org."));
        if (deliveries.since(user, Purpose.CONFIRMATION, clock.instant().minus(MOST_CODES_WITHIN)) >= MOST_CODES) {
            throw new Conflict(
                    "too-many-codes",
                    "You were sent " + MOST_CODES + " codes within an hour, which is the most. Try again later.");
        }
        rows.want(user, plain);
        deliveries.add(user, Purpose.CONFIRMATION, null, null);
        tell("mail-address.ask", "Asked for a code to be sent to a new e-mail address.", actor);
    }

    /** @throws Conflict {@code wrong-code}: also one that is old, or was guessed at too often */
    @Audited("mail-address.confirm")
    @Transactional(noRollbackFor = Conflict.class)
    public void confirm(String code, Actor actor) {
        UserId user = actor.requireUser();
        if (!codes.isRight(user, code)) {
            throw new Conflict(
                    "wrong-code", "That is not the code of the latest mail, or it is too old. Have another one sent.");
        }
        rows.confirm(user);
        tell("mail-address.confirm", "Confirmed a new e-mail address.", actor);
    }

    /** No mail is sent any more. */
    @Audited("mail-address.remove")
    @Transactional
    public void remove(Actor actor) {
        if (rows.remove(actor.requireUser())) {
            tell("mail-address.remove", "Removed the e-mail address.", actor);
        }
    }

    private void tell(String action, String words, Actor actor) {
        events.publishEvent(actor.did(action, "user", actor.requireUser().value(), actor.name(), null, words));
    }
}
