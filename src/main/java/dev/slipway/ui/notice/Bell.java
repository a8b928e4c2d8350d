package dev.slipway.ui.notice;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Topic;
import dev.slipway.notice.NotificationView;
import dev.slipway.notice.Notifications;
import dev.slipway.ui.live.LiveScreens;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** How many notifications the person has not read, kept true, and the latest few at a press. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class Bell extends Div {
    private static final int FEW = 6;

    private final Notifications notifications;
    private final Actors actors;
    private final Button button = new Button(VaadinIcon.BELL_O.create());
    private final Span count = new Span();
    private final Popover popover = new Popover();
    private final NotificationList latest = new NotificationList(this::follow);
    private final Paragraph nothing = new Paragraph("Nothing new.");

    Bell(Notifications notifications, Actors actors, LiveScreens live) {
        this.notifications = notifications;
        this.actors = actors;
        UserId me = actors.current().requireUser();
        addClassName("sw-bell");
        count.addClassName("sw-count");
        count.getElement().setAttribute("aria-hidden", "true");
        button.addThemeVariants(ButtonVariant.TERTIARY);
        add(button, count, popover());
        live.follow(this, c -> c.topic() == Topic.NOTIFICATION && c.id().equals(me.value()), changes -> show());
        show();
    }

    private Popover popover() {
        RouterLink all = new RouterLink("All notifications", NotificationsView.class);
        all.getElement().addEventListener("click", e -> popover.close());
        Div content = new Div(nothing, latest, all);
        content.addClassName("sw-bell-latest");
        popover.setTarget(button);
        popover.setModal(false);
        popover.setAriaLabel("Latest notifications");
        popover.add(content);
        popover.addOpenedChangeListener(e -> {
            if (e.isOpened()) {
                showLatest();
            }
        });
        return popover;
    }

    private void show() {
        int unread = notifications.unread(actors.current());
        boolean many = unread > Notifications.MOST_COUNTED;
        String number = many ? Notifications.MOST_COUNTED + "+" : Integer.toString(unread);
        count.setVisible(unread > 0);
        count.setText(number);
        button.setAriaLabel(unread == 0 ? "Notifications" : "Notifications, " + number + " unread");
        if (popover.isOpened()) {
            showLatest();
        }
    }

    private void showLatest() {
        List<NotificationView> few = notifications.list(false, Optional.empty(), FEW, actors.current());
        latest.show(few);
        nothing.setVisible(few.isEmpty());
    }

    private void follow(NotificationView notification) {
        popover.close();
        if (!notification.read()) {
            notifications.markRead(notification.id(), actors.current());
        }
    }
}
