package dev.slipway.notice.delivery;

import dev.slipway.kernel.WebhookId;
import java.time.Instant;
import java.util.Optional;

/**
 * An address that is called, as its owner sees it.
 *
 * @param off why it is called no more; empty while it is
 */
public record WebhookView(WebhookId id, String name, String url, Optional<Instant> lastSuccess, Optional<String> off) {}
