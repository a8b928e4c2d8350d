package dev.slipway.ui.notice;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.identity.Actors;
import dev.slipway.notice.NoticeKind;
import dev.slipway.notice.NotificationPreferences;
import dev.slipway.notice.Preferences;
import dev.slipway.notice.Way;
import dev.slipway.notice.delivery.MailAddressView;
import java.util.Optional;

/** A row for each kind, a tick for each way; each tick counts at once. */
class PreferenceMatrix extends Div {
    private final NotificationPreferences preferences;
    private final Actors actors;

    PreferenceMatrix(NotificationPreferences preferences, Actors actors) {
        this.preferences = preferences;
        this.actors = actors;
        addClassName("sw-matrix");
    }

    void show(MailAddressView mail, boolean noWebhooks) {
        removeAll();
        Span corner = new Span("");
        corner.addClassName("kind");
        add(corner);
        for (Way way : Way.values()) {
            Span head = new Span(way.words());
            head.addClassName("way");
            add(head);
        }
        Preferences mine = preferences.mine(actors.current());
        for (NoticeKind kind : NoticeKind.values()) {
            Span sentence = new Span(kind.sentence());
            sentence.addClassName("kind");
            add(sentence);
            for (Way way : Way.values()) {
                add(tick(kind, way, mine.ways(kind).contains(way), whyNot(way, mail, noWebhooks)));
            }
        }
    }

    /** Why a way leads nowhere, so far. */
    private static Optional<String> whyNot(Way way, MailAddressView mail, boolean noWebhooks) {
        return switch (way) {
            case BELL -> Optional.empty();
            case MAIL ->
                !mail.offered()
                        ? Optional.of(MailAddressView.NOT_OFFERED)
                        : mail.address().isEmpty()
                                ? Optional.of("Give an e-mail address below, and confirm it.")
                                : Optional.empty();
            case WEBHOOK -> noWebhooks ? Optional.of("Add a webhook below.") : Optional.empty();
        };
    }

    private Component tick(NoticeKind kind, Way way, boolean on, Optional<String> whyNot) {
        Checkbox tick = new Checkbox(on && whyNot.isEmpty());
        tick.setAriaLabel(way.words() + ": " + kind.sentence());
        tick.setEnabled(whyNot.isEmpty());
        whyNot.ifPresent(why -> {
            tick.setTooltipText(why);
            tick.getElement().setAttribute("aria-description", why);
        });
        tick.addValueChangeListener(e ->
                preferences.choose(preferences.mine(actors.current()).with(kind, way, e.getValue()), actors.current()));
        return tick;
    }
}
