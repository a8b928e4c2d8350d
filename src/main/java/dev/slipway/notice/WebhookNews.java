package dev.slipway.notice;

import dev.slipway.notice.delivery.WebhookTurnedOff;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells whose webhook it was that it is called no more. */
@Component
class WebhookNews {
    private final Telling telling;

    WebhookNews(Telling telling) {
        this.telling = telling;
    }

    @EventListener
    @Transactional
    public void hear(WebhookTurnedOff off) {
        telling.tell(new Notice(
                off.owner(),
                NoticeKind.WEBHOOK_OFF,
                "Your webhook " + off.name() + " was turned off",
                off.why() + " Turn it on again once it can be reached.",
                Optional.empty(),
                Optional.empty()));
    }
}
