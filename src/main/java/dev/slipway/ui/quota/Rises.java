package dev.slipway.ui.quota;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.slipway.quota.GrantView;
import dev.slipway.quota.Level;
import dev.slipway.ui.component.TimeAgo;
import java.util.List;

/** What is granted for a time, and when it ends. */
class Rises extends Div {
    Rises() {
        addClassName("sw-panel");
        setVisible(false);
    }

    void show(List<GrantView> grants) {
        removeAll();
        setVisible(!grants.isEmpty());
        UnorderedList list = new UnorderedList();
        list.addClassName("sw-rises");
        grants.forEach(g -> list.add(item(g)));
        add(
                new H2("Granted for a time"),
                new Paragraph("Part of the limits above. When it ends, nothing that runs is stopped."),
                list);
    }

    private static ListItem item(GrantView grant) {
        String whose = grant.level() == Level.MEMBER ? "you" : grant.words();
        String what = grant.dimension().bare(grant.amount()) + " more "
                + grant.dimension().words() + " for " + whose;
        return new ListItem(
                new Span(what + ", ends "), new TimeAgo(grant.endsAt()), new Span(", given by " + grant.givenBy()));
    }
}
