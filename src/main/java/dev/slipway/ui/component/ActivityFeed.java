package dev.slipway.ui.component;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.slipway.audit.AuditEntry;
import java.util.List;

/** Who did what to one thing, newest first; refusals too. */
public class ActivityFeed extends UnorderedList {
    public ActivityFeed() {
        addClassName("sw-feed");
    }

    public void show(List<AuditEntry> entries) {
        removeAll();
        entries.forEach(e -> add(item(e)));
        if (entries.isEmpty()) {
            add(new ListItem("Nothing yet."));
        }
    }

    private static ListItem item(AuditEntry entry) {
        Span what = new Span((entry.refused() ? "Refused: " : "") + Actions.words(entry.action()));
        what.addClassName("what");
        ListItem item = new ListItem(what);
        if (!entry.detail().isBlank()) {
            item.add(new Span(entry.detail()));
        }
        Span who = new Span(new Span(entry.actor() + " · "), new TimeAgo(entry.at()));
        who.addClassName("who");
        item.add(who);
        item.setClassName("refused", entry.refused());
        return item;
    }
}
