package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** So much of so much, with a name, as a bar that warns when it gets tight. */
public class UsageBar extends Div {
    private static final int TIGHT_PERCENT = 85;

    /** @param most 0 = none, so that any use is too much @param words an amount as people read it */
    public UsageBar(String name, long used, long most, LongFunction<String> words) {
        addClassName("sw-quota-bar");
        Span label = new Span(name);
        label.addClassName("name");
        Span of = new Span(" of " + words.apply(most));
        of.addClassName("of");
        Span figures = new Span(new Span(words.apply(used)), of);
        figures.addClassName("figures");
        add(
                label,
                figures,
                new Meter(name, words.apply(used) + " of " + words.apply(most), used, used, OptionalLong.of(most)));
        setClassName("over", used > most);
        setClassName("tight", most > 0 && used <= most && used * 100 >= most * TIGHT_PERCENT);
    }
}
