package dev.slipway.ui.session;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.router.RouterLink;
import java.util.Optional;

/** Short messages over the screen. Good news goes by itself; a problem stays until it was read. */
public final class Messages {
    private static final int GOOD_NEWS_MILLIS = 4000;
    private static final int WITH_LINK_MILLIS = 10_000;

    private Messages() {}

    public static void done(String sentence) {
        Notification message = new Notification(sentence, GOOD_NEWS_MILLIS, Notification.Position.BOTTOM_START);
        message.addThemeVariants(NotificationVariant.SUCCESS);
        message.open();
    }

    /** @param wayOn a link to where it goes on; it stays long enough to be followed */
    public static void done(String sentence, RouterLink wayOn) {
        Notification message = new Notification();
        wayOn.getElement().addEventListener("click", e -> message.close());
        Div words = new Div(new Span(sentence), wayOn);
        words.addClassName("words");
        Div row = new Div(words);
        row.addClassName("sw-message");
        message.add(row);
        message.setDuration(WITH_LINK_MILLIS);
        message.setPosition(Notification.Position.BOTTOM_START);
        message.addThemeVariants(NotificationVariant.SUCCESS);
        message.open();
    }

    public static void problem(String title, String sentence) {
        problem(title, sentence, Optional.empty());
    }

    /** @param wayOut a link to where something can be done about it */
    public static void problem(String title, String sentence, Optional<Anchor> wayOut) {
        Notification message = new Notification();
        Span heading = new Span(title);
        heading.addClassName("title");
        Div words = new Div(heading, new Span(sentence));
        words.addClassName("words");
        wayOut.ifPresent(link -> {
            link.getElement().addEventListener("click", e -> message.close());
            words.add(link);
        });
        Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), e -> message.close());
        close.addThemeVariants(ButtonVariant.TERTIARY);
        close.setAriaLabel("Close message");
        Div row = new Div(words, close);
        row.addClassName("sw-message");
        message.add(row);
        message.setDuration(0);
        message.setPosition(Notification.Position.TOP_CENTER);
        message.addThemeVariants(NotificationVariant.ERROR);
        message.setAssertive(true);
        message.open();
    }
}
