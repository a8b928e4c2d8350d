package dev.slipway.notice.delivery;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.WebhookId;
import dev.slipway.notice.delivery.Delivery.Purpose;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Addresses that one has called with what one is told. At most 5. */
@Service
public class Webhooks {
    private static final int MOST = 5;
    private static final int LONGEST_NAME = 64;
    private static final int SECRET_BYTES = 32;
    private static final int LATEST = 20;
    private static final int MOST_TESTS = 10;
    private static final Duration MOST_TESTS_WITHIN = Duration.ofMinutes(10);

    private final SecureRandom random = new SecureRandom();
    private final WebhookRows rows;
    private final DeliveryRows deliveries;
    private final WebhookCalls calls;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Webhooks(
            WebhookRows rows,
            DeliveryRows deliveries,
            WebhookCalls calls,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.calls = calls;
        this.events = events;
        this.clock = clock;
    }

    /** @param secret what calls are signed with; shown this once */
    public record Added(WebhookView webhook, String secret) {}

    @Transactional(readOnly = true)
    public List<WebhookView> mine(Actor actor) {
        return rows.of(actor.requireUser()).stream().map(WebhookRows.Row::view).toList();
    }

    /**
     * @throws InvalidRequest {@code url-refused} if the portal may not call that
     * @throws Conflict {@code too-many-webhooks}
     */
    @Audited("webhook.add")
    @RetriesLostRaces
    @Transactional
    public Added add(String name, String url, Actor actor) {
        UserId user = actor.requireUser();
        String called = called(name);
        URI uri = calls.check(url);
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        WebhookRows.Row row = new WebhookRows.Row(
                WebhookId.random(),
                user,
                freePlace(user),
                called,
                uri.toString(),
                secret,
                Optional.empty(),
                Optional.empty());
        rows.add(row);
        tell("webhook.add", row, "Added a webhook to " + uri.getHost() + ".", actor);
        return new Added(row.view(), WebhookSignature.shown(secret));
    }

    @Audited("webhook.remove")
    @Transactional
    public void remove(WebhookId webhook, Actor actor) {
        WebhookRows.Row row = require(webhook, actor);
        deliveries.forget(webhook);
        rows.remove(webhook);
        tell("webhook.remove", row, "Removed the webhook.", actor);
    }

    /** Calls it; how that went is among its deliveries a moment later. One that is off is called, too. */
    @Audited("webhook.test")
    @Transactional
    public void test(WebhookId webhook, Actor actor) {
        WebhookRows.Row row = require(webhook, actor);
        if (deliveries.since(row.owner(), Purpose.TEST, clock.instant().minus(MOST_TESTS_WITHIN)) >= MOST_TESTS) {
            throw new Conflict(
                    "too-many-tests",
                    "You made " + MOST_TESTS + " tests within ten minutes, which is the most. Try again later.");
        }
        deliveries.add(row.owner(), Purpose.TEST, null, webhook);
        tell("webhook.test", row, "Had the webhook called for a test.", actor);
    }

    /** Calls it again from now on, after it was turned off. */
    @Audited("webhook.turn-on")
    @Transactional
    public void turnOn(WebhookId webhook, Actor actor) {
        WebhookRows.Row row = require(webhook, actor);
        rows.turnOn(webhook);
        tell("webhook.turn-on", row, "Turned the webhook on again.", actor);
    }

    /** The latest calls, the newest first. */
    @Transactional(readOnly = true)
    public List<DeliveryView> deliveries(WebhookId webhook, Actor actor) {
        return deliveries.of(require(webhook, actor).id(), LATEST);
    }

    private WebhookRows.Row require(WebhookId webhook, Actor actor) {
        UserId user = actor.requireUser();
        return rows.find(webhook).filter(row -> row.owner().equals(user)).orElseThrow(() -> NotFound.of("webhook"));
    }

    private static String called(String name) {
        String line = MailText.line(name);
        if (line.isEmpty() || line.length() > LONGEST_NAME) {
            throw new InvalidRequest(
                    "invalid-name", "name", "Give the webhook a name of 1 to " + LONGEST_NAME + " characters.");
        }
        return line;
    }

    private int freePlace(UserId user) {
        List<Integer> taken = rows.of(user).stream().map(WebhookRows.Row::place).toList();
        return IntStream.rangeClosed(1, MOST)
                .filter(place -> !taken.contains(place))
                .findFirst()
                .orElseThrow(() -> new Conflict(
                        "too-many-webhooks", "You have " + MOST + " webhooks, which is the most. Remove one first."));
    }

    private void tell(String action, WebhookRows.Row row, String words, Actor actor) {
        events.publishEvent(actor.did(action, "webhook", row.id().value(), row.name(), null, words));
    }
}
