package dev.slipway.ui.host;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.slipway.host.CheckLine;
import dev.slipway.host.CheckResult;
import dev.slipway.host.HostCheck;
import dev.slipway.ui.component.Copyable;
import java.util.Locale;

/** The lines of a check list: what was found, and what mends it. */
class HostCheckList extends OrderedList {
    HostCheckList() {
        addClassName("sw-checks");
    }

    void show(HostCheck check) {
        removeAll();
        check.lines().forEach(line -> add(item(line)));
    }

    private static ListItem item(CheckLine line) {
        Span title = new Span(line.kind().title());
        title.addClassName("title");
        Span result =
                new Span(line.result() == CheckResult.OK ? "" : line.result().words());
        result.addClassName("result");
        Div words = new Div(new Div(title, result));
        words.addClassName("words");
        if (!line.finding().isEmpty()) {
            Div finding = new Div(line.finding());
            finding.addClassName("finding");
            words.add(finding);
        }
        line.remedy().ifPresent(remedy -> {
            Div way = new Div(new Copyable(remedy, "what mends it"));
            way.addClassName("remedy");
            words.add(way);
        });
        ListItem item = new ListItem(words);
        item.addClassName(line.result().name().toLowerCase(Locale.ROOT));
        item.getElement().setAttribute("aria-current", line.result() == CheckResult.RUNNING ? "step" : "false");
        return item;
    }
}
