package dev.slipway.notice.delivery;

import dev.slipway.intake.fetch.FetchRules;
import dev.slipway.intake.fetch.RemotePosts;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Calls webhooks, where the portal may. */
@Component
class WebhookCalls {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookCalls.class);
    private static final int GONE = 410;
    private static final int LONGEST_URL = 1000;

    private final RemotePosts posts;
    private final DeliverySettings settings;
    private final Links links;
    private final JsonMapper json;
    private final Clock clock;

    WebhookCalls(DeliverySettings settings, Links links, JsonMapper json, Clock clock) {
        this.posts = new RemotePosts(
                FetchRules.of(settings.schemes(), settings.hosts(), settings.privateAddresses()), settings.silence());
        this.settings = settings;
        this.links = links;
        this.json = json;
        this.clock = clock;
    }

    /** @throws InvalidRequest {@code url-refused} */
    URI check(String url) {
        String scheme = url.strip().replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
        if (!settings.schemes().contains(scheme) || url.length() > LONGEST_URL) {
            throw new InvalidRequest(
                    "url-refused",
                    "url",
                    "Webhooks are called by " + String.join(" or ", settings.schemes())
                            + " only. Give an address such as https://hooks.example.org/slipway.");
        }
        return posts.check(url);
    }

    Outcome call(WebhookRows.Row webhook, UUID delivery, Message message) {
        byte[] body = json.writeValueAsBytes(body(message));
        long now = clock.instant().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", delivery.toString());
        headers.put("webhook-timestamp", Long.toString(now));
        headers.put("webhook-signature", WebhookSignature.of(webhook.secret(), delivery.toString(), now, body));
        try {
            return judged(posts.post(webhook.url(), headers, body));
        } catch (SSLException e) {
            return new Outcome.NotNow("It cannot prove that it is that host: " + e.getMessage());
        } catch (IOException e) {
            LOG.info("Webhook {} gave no answer: {}", webhook.id(), e.toString());
            return new Outcome.NotNow("It gave no answer.");
        } catch (Problem e) {
            return new Outcome.NotNow(e.sentence());
        }
    }

    private static Outcome judged(RemotePosts.Answer answer) {
        int kind = answer.status() / 100;
        if (kind == 2) {
            return new Outcome.Arrived("It answered " + answer.words() + ".");
        }
        if (answer.status() == GONE) {
            return new Outcome.Never("It answered " + answer.words() + ": it does not want to be called any more.");
        }
        String where = kind == 3 ? " Calls do not follow it elsewhere; give the address that it sends to." : "";
        return new Outcome.NotNow("It answered " + answer.words() + "." + where);
    }

    private Map<String, Object> body(Message message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", message.title());
        data.put("text", message.text());
        message.path().filter(path -> links.areKnown()).ifPresent(path -> data.put("link", links.to(path)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", message.type());
        body.put("timestamp", message.at().toString());
        body.put("data", data);
        return body;
    }
}
