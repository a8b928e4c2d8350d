package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaLine;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One dimension, on the level that leaves least room, since that is the one that will refuse; the other levels are in
 * the tooltip.
 */
class QuotaBar extends Div {
    private static final int TIGHT_PERCENT = 85;

    /** @param lines one dimension on one or more levels @param cost what is being asked for, or 0 */
    QuotaBar(Dimension dimension, List<QuotaLine> lines, long cost) {
        addClassName("sw-quota-bar");
        QuotaLine line = lines.stream()
                .min(Comparator.comparingLong(l -> l.room().orElse(Long.MAX_VALUE)))
                .orElseThrow();
        long after = line.used() + cost;
        String name = Words.capitalised(dimension.words());
        Span label = new Span(name);
        label.addClassName("name");
        add(label, figures(line, after), new Meter(name, words(line, cost), line.used(), after, line.limit()));
        add(level(line));
        line.limit().ifPresent(limit -> {
            setClassName("over", after > limit);
            setClassName("tight", limit > 0 && after <= limit && after * 100 >= limit * TIGHT_PERCENT);
        });
        Tooltip.forComponent(this)
                .setText(lines.stream().map(l -> words(l, cost)).collect(Collectors.joining("\n")));
    }

    private static Span figures(QuotaLine line, long after) {
        Dimension d = line.dimension();
        String used = Sizing.of(d, line.used());
        Span of = new Span(
                line.limit().isPresent() ? " of " + Sizing.of(d, line.limit().getAsLong()) : " · no limit");
        of.addClassName("of");
        Span figures = new Span(new Span(after == line.used() ? used : used + " → " + Sizing.of(d, after)), of);
        figures.addClassName("figures");
        return figures;
    }

    private static Span level(QuotaLine line) {
        Span level = new Span(
                line.limit().isEmpty()
                        ? ""
                        : Sizing.of(line.dimension(), line.room().getAsLong()) + " left, " + whose(line));
        level.addClassName("level");
        return level;
    }

    private static String words(QuotaLine line, long cost) {
        Dimension d = line.dimension();
        String limit =
                line.limit().isPresent() ? " of " + Sizing.of(d, line.limit().getAsLong()) : ", no limit";
        String then = cost == 0 ? "" : ", " + Sizing.of(d, line.used() + cost) + " afterwards";
        return Words.capitalised(whose(line)) + ": " + Sizing.of(d, line.used()) + limit + then;
    }

    private static String whose(QuotaLine line) {
        return line.level() == Level.MEMBER ? "yours" : line.words();
    }
}
