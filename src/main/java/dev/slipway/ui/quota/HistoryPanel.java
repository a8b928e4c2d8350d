package dev.slipway.ui.quota;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.select.Select;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaSample;
import dev.slipway.ui.component.Plot;
import dev.slipway.ui.component.Plot.Look;
import dev.slipway.ui.component.Plot.Point;
import dev.slipway.ui.component.Plot.Series;
import dev.slipway.ui.component.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How usage and its limit were over time, of one dimension on one level. */
class HistoryPanel extends Div {
    private static final double MIB_PER_GIB = 1024;

    private final Select<Level> level = new Select<>();
    private final Select<Dimension> dimension = new Select<>();
    private final Select<Span> span = new Select<>();
    private final Plot plot =
            new Plot("Usage and limit").whenEmpty("Nothing is recorded yet. Come back in some minutes.");
    private final Source source;
    private final Clock clock;

    /** Reads what the panel shows. */
    interface Source {
        List<QuotaSample> read(Level level, Instant from, Instant until);
    }

    private enum Span {
        DAY("Last day", Duration.ofDays(1)),
        WEEK("Last week", Duration.ofDays(7)),
        MONTH("Last 30 days", Duration.ofDays(30)),
        QUARTER("Last 90 days", Duration.ofDays(90));

        private final String words;
        private final Duration duration;

        Span(String words, Duration duration) {
            this.words = words;
            this.duration = duration;
        }
    }

    /** @param levels those that whoever looks may see @param project what the project is called here */
    HistoryPanel(List<Level> levels, String project, Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
        addClassName("sw-panel");
        level.setAriaLabel("Whose history");
        level.setItems(levels);
        level.setItemLabelGenerator(l -> words(l, project));
        level.setValue(Level.PROJECT);
        dimension.setAriaLabel("What is shown");
        dimension.setItems(Dimension.values());
        dimension.setItemLabelGenerator(d -> Words.capitalised(d.words()));
        dimension.setValue(Dimension.VCPUS);
        span.setAriaLabel("How far back");
        span.setItems(Span.values());
        span.setItemLabelGenerator(s -> s.words);
        span.setValue(Span.WEEK);
        List.of(level, dimension, span).forEach(s -> s.addValueChangeListener(e -> draw()));
        Div choices = new Div(level, dimension, span);
        choices.addClassName("sw-toolbar");
        add(new H2("History"), choices, plot);
        draw();
    }

    final void draw() {
        Instant now = clock.instant();
        Instant from = now.minus(span.getValue().duration);
        List<QuotaSample> samples = source.read(level.getValue(), from, now);
        plot.show(samples.isEmpty() ? List.of() : series(samples, from, now));
    }

    /** The last sample holds until now; an earlier one begins with the span. */
    private List<Series> series(List<QuotaSample> samples, Instant from, Instant now) {
        Dimension d = dimension.getValue();
        List<Point> used = new ArrayList<>();
        List<Point> limit = new ArrayList<>();
        for (QuotaSample sample : samples) {
            Instant at = sample.at().isBefore(from) ? from : sample.at();
            used.add(point(at, sample.used().of(d)));
            addLimit(limit, at, sample.limit(d));
        }
        QuotaSample last = samples.getLast();
        used.add(point(now, last.used().of(d)));
        addLimit(limit, now, last.limit(d));
        String unit = d.unit().isEmpty() ? d.words() : "GiB";
        List<Series> series = new ArrayList<>(List.of(new Series("Used", unit, Look.STEP, used)));
        if (!limit.isEmpty()) {
            series.add(new Series("Limit", unit, Look.LIMIT, limit));
        }
        return series;
    }

    private void addLimit(List<Point> points, Instant at, OptionalLong limit) {
        limit.ifPresent(l -> points.add(point(at, l)));
    }

    private Point point(Instant at, long amount) {
        return new Point(at, dimension.getValue().unit().isEmpty() ? amount : amount / MIB_PER_GIB);
    }

    private static String words(Level level, String project) {
        return switch (level) {
            case TENANT -> "Tenant";
            case PROJECT -> project;
            case MEMBER -> "You";
        };
    }
}
