package dev.slipway.notice.delivery;

import dev.slipway.kernel.UserId;
import dev.slipway.kernel.WebhookId;

/** A webhook is called no more, since it could not be reached for long; told in the transaction that turns it off. */
public record WebhookTurnedOff(WebhookId webhook, UserId owner, String name, String why) {}
