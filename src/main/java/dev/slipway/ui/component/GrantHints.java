package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.quota.GrantView;
import java.util.List;

/** What of the limits ends by itself, and when: said before it does. */
public class GrantHints extends Div {
    private static final int MOST = 3;

    public GrantHints() {
        addClassNames("sw-notice", "info", "sw-grants");
        setVisible(false);
    }

    /** @param grants active ones, the next to end first */
    public void show(List<GrantView> grants) {
        removeAll();
        setVisible(!grants.isEmpty());
        grants.stream().limit(MOST).forEach(g -> add(line(g)));
        if (grants.size() > MOST) {
            add(new Div("and " + (grants.size() - MOST) + " more later"));
        }
    }

    private static Div line(GrantView grant) {
        String whose = "for " + grant.words();
        Div line = new Div(
                VaadinIcon.CLOCK.create(),
                new Span(grant.dimension().bare(grant.amount()) + " more "
                        + grant.dimension().words() + " " + whose + ": ends"),
                new TimeAgo(grant.endsAt()));
        line.addClassName("line");
        return line;
    }
}
