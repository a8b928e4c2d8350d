package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.WebhookId;
import dev.slipway.notice.delivery.DeliveryState;
import dev.slipway.notice.delivery.DeliveryView;
import dev.slipway.notice.delivery.WebhookView;
import dev.slipway.notice.delivery.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me/webhooks")
@Tag(name = "Notifications")
class WebhookController {
    private final Webhooks webhooks;

    WebhookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** @param off why it is called no more; absent while it is */
    record WebhookBody(
            String id,
            String name,
            String url,
            @Nullable Instant lastSuccessAt,
            @Nullable String off) {
        static WebhookBody of(WebhookView w) {
            return new WebhookBody(
                    w.id().toString(),
                    w.name(),
                    w.url(),
                    w.lastSuccess().orElse(null),
                    w.off().orElse(null));
        }
    }

    record NewWebhookBody(@Nullable String name, @Nullable String url) {}

    /** @param secret what calls are signed with; shown this once */
    record AddedWebhookBody(WebhookBody webhook, String secret) {}

    /** @param id what the receiver sees, too @param result how the last attempt went */
    record DeliveryBody(
            String id,
            DeliveryState state,
            int attempts,
            @Nullable String result,
            Instant createdAt,
            @Nullable Instant nextAt) {
        static DeliveryBody of(DeliveryView d) {
            return new DeliveryBody(
                    d.id().toString(),
                    d.state(),
                    d.attempts(),
                    d.result().orElse(null),
                    d.createdAt(),
                    d.nextAt().orElse(null));
        }
    }

    @GetMapping
    @Operation(summary = "My webhooks, without their secrets")
    List<WebhookBody> mine(Actor actor) {
        return webhooks.mine(actor).stream().map(WebhookBody::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a webhook; its secret is shown this once")
    AddedWebhookBody add(@RequestBody NewWebhookBody body, Actor actor) {
        var added = webhooks.add(Fields.need("name", body.name()), Fields.need("url", body.url()), actor);
        return new AddedWebhookBody(WebhookBody.of(added.webhook()), added.secret());
    }

    @DeleteMapping("/{webhook}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a webhook, and what is on its way to it")
    void remove(@PathVariable String webhook, Actor actor) {
        webhooks.remove(WebhookId.parse(webhook), actor);
    }

    @PostMapping("/{webhook}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Call a webhook for a test; how that went is among its deliveries a moment later")
    void test(@PathVariable String webhook, Actor actor) {
        webhooks.test(WebhookId.parse(webhook), actor);
    }

    @PostMapping("/{webhook}/turn-on")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Call a webhook again that was turned off")
    void turnOn(@PathVariable String webhook, Actor actor) {
        webhooks.turnOn(WebhookId.parse(webhook), actor);
    }

    @GetMapping("/{webhook}/deliveries")
    @Operation(summary = "The latest calls of a webhook, and how they went")
    List<DeliveryBody> deliveries(@PathVariable String webhook, Actor actor) {
        return webhooks.deliveries(WebhookId.parse(webhook), actor).stream()
                .map(DeliveryBody::of)
                .toList();
    }
}
