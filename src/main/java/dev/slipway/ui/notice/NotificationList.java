package dev.slipway.ui.notice;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.slipway.notice.NotificationView;
import dev.slipway.ui.component.TimeAgo;
import java.util.List;
import java.util.function.Consumer;

/** What somebody was told, the newest first; what is unread stands out. Each leads to what it is about. */
class NotificationList extends UnorderedList {
    private final Consumer<NotificationView> opened;

    /** @param opened called when somebody follows one */
    NotificationList(Consumer<NotificationView> opened) {
        this.opened = opened;
        addClassName("sw-notifications");
    }

    void show(List<NotificationView> notifications) {
        removeAll();
        notifications.forEach(n -> add(item(n)));
    }

    private ListItem item(NotificationView notification) {
        Span title = new Span(notification.title());
        title.addClassName("what");
        Anchor link = new Anchor(notification.path().orElse(NotificationsView.ADDRESS), title);
        link.getElement().addEventListener("click", e -> opened.accept(notification));
        if (!notification.text().isEmpty()) {
            link.add(new Span(notification.text()));
        }
        Span when = new Span(new TimeAgo(notification.at()));
        when.addClassName("who");
        link.add(when);
        ListItem item = new ListItem(link);
        item.setClassName("unread", !notification.read());
        if (!notification.read()) {
            Span unread = new Span("Unread");
            unread.addClassName("sw-visually-hidden");
            link.addComponentAsFirst(unread);
        }
        return item;
    }
}
