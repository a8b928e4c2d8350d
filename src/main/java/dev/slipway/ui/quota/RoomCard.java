package dev.slipway.ui.quota;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.quota.EffectiveRoom;
import dev.slipway.quota.Level;
import dev.slipway.quota.LimitLine;
import dev.slipway.quota.QuotaLine;
import dev.slipway.ui.component.Meter;
import dev.slipway.ui.component.Words;
import java.util.List;

/** One dimension: what may still be used, and a bar a level. */
class RoomCard extends Div {
    private static final int TIGHT_PERCENT = 85;

    /** @param lines of this dimension, from the tenant to the member */
    RoomCard(EffectiveRoom room, List<QuotaLine> lines) {
        addClassName("sw-room");
        Paragraph sentence = new Paragraph(room.sentence());
        sentence.addClassName("sentence");
        sentence.setClassName("none", room.room().isPresent() && room.room().getAsLong() == 0);
        add(new H3(Words.capitalised(room.dimension().words())), sentence);
        lines.forEach(line -> add(bar(line)));
    }

    private static Div bar(QuotaLine line) {
        LimitLine shown = new LimitLine(line.dimension(), line.used(), line.limit(), 0);
        Span whose = new Span(whose(line));
        whose.addClassName("whose");
        Span figures = new Span(shown.words());
        figures.addClassName("figures");
        Div bar = new Div(
                whose,
                figures,
                new Meter(
                        Words.capitalised(line.dimension().words()) + ", " + whose(line),
                        shown.words(),
                        line.used(),
                        line.used(),
                        line.limit()));
        bar.addClassName("level");
        line.limit().ifPresent(limit -> {
            bar.setClassName("over", line.used() > limit);
            bar.setClassName("tight", limit > 0 && line.used() <= limit && line.used() * 100 >= limit * TIGHT_PERCENT);
        });
        return bar;
    }

    private static String whose(QuotaLine line) {
        return line.level() == Level.MEMBER ? "You" : Words.capitalised(line.words());
    }
}
