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
        Span what = new Span(
                entry.detail().isBlank()
                        ? Actions.words(entry.action())
                        : (entry.refused() ? "Refused: " : "") + entry.detail());
        what.addClassName("what");
        Span who = new Span(new Span(entry.actor() + " · " + Actions.words(entry.action()) + " · "));
        who.add(new TimeAgo(entry.at()));
        who.addClassName("who");
        ListItem item = new ListItem(what, who);
        item.setClassName("refused", entry.refused());
        return item;
    }
}
