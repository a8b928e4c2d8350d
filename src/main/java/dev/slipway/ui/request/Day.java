package dev.slipway.ui.request;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.ui.component.TimeAgo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment to come, by its date and by how far off it is. */
class Day extends Div {
    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    Day(Instant at) {
        Span ago = new Span(new TimeAgo(at));
        ago.addClassName("sw-quiet");
        add(new Span(WORDS.format(at.atOffset(ZoneOffset.UTC)) + " · "), ago);
    }
}
