package dev.slipway.ui.notice;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Topic;
import dev.slipway.notice.NotificationView;
import dev.slipway.notice.Notifications;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.profile.AccountView;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/** All that one was told. */
@Route(NotificationsView.ADDRESS)
@PageTitle("Notifications · Slipway")
@PermitAll
public class NotificationsView extends Page {
    static final String ADDRESS = "notifications";
    private static final int MORE = 30;

    private final Notifications notifications;
    private final Actors actors;
    private final NotificationList list = new NotificationList(this::follow);
    private final ActionButton readAll = new ActionButton("Mark all as read", this::readAll);
    private final Button older = new Button("Older", e -> showMore());
    private final EmptyState empty = new EmptyState(
            VaadinIcon.BELL_O,
            "Nothing yet",
            "When a launch of yours is done, a VM of yours stops, or somebody decides about your request, it says so here.");
    private List<NotificationView> shown = List.of();
    private int length = MORE;

    NotificationsView(Notifications notifications, Actors actors, LiveScreens live) {
        this.notifications = notifications;
        this.actors = actors;
        UserId me = actors.current().requireUser();
        addClassName("narrow-column");
        older.addThemeVariants(ButtonVariant.TERTIARY);
        add(
                new PageHeader(
                        "Notifications",
                        "What happened to what is yours, and what waits for you. They are kept for three months.",
                        readAll),
                new RouterLink("Choose what you are told of, and how", AccountView.class),
                empty,
                list,
                older);
        live.follow(this, c -> c.topic() == Topic.NOTIFICATION && c.id().equals(me.value()), changes -> reload());
        reload();
    }

    private void reload() {
        List<NotificationView> found = notifications.list(false, Optional.empty(), length + 1, actors.current());
        shown = found.stream().limit(length).toList();
        list.show(shown);
        empty.setVisible(shown.isEmpty());
        older.setVisible(found.size() > length);
        boolean unread = shown.stream().anyMatch(n -> !n.read());
        readAll.refuse(unread ? Optional.empty() : Optional.of("You have read them all."));
    }

    private void showMore() {
        length += MORE;
        reload();
    }

    /** What came while somebody looked at these stays unread. */
    private void readAll() {
        shown.stream().findFirst().ifPresent(newest -> notifications.markAllRead(newest.at(), actors.current()));
        reload();
    }

    private void follow(NotificationView notification) {
        if (!notification.read()) {
            notifications.markRead(notification.id(), actors.current());
        }
    }
}
