package dev.slipway.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values over time, drawn by the browser: tooltip, legend that hides and shows, light and dark, and the same figures as a
 * table for those who cannot see it. Without points it says so.
 */
@Tag("slipway-plot")
public class Plot extends Component implements HasSize {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How a series is drawn. */
    public enum Look {
        LINE,
        /** Each value holds until the next: amounts in use. */
        STEP,
        /** One bar a point, around its moment: sums per day or hour. */
        BARS,
        /** A dashed step line that the others should stay below. */
        LIMIT
    }

    /** @param value NaN = nothing is known from here to the next point: a gap */
    public record Point(Instant at, double value) {
        public static Point gap(Instant at) {
            return new Point(at, Double.NaN);
        }
    }

    /** @param unit as the axis says it, such as {@code GiB}; may be empty. A plot has at most two different ones */
    public record Series(String name, String unit, Look look, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }

        /** The same limit over the whole time. */
        public static Series limit(String name, String unit, double value, Instant from, Instant until) {
            return new Series(name, unit, Look.LIMIT, List.of(new Point(from, value), new Point(until, value)));
        }
    }

    /** Something that happened at one moment, marked on the plot. @param words what, in a few words */
    public record Mark(Instant at, String words) {}

    /** @param heading what it shows, in a few words */
    public Plot(String heading) {
        addClassName("sw-plot");
        getElement().setAttribute("heading", heading);
        getElement().setPropertyJson("series", JSON.createArrayNode());
        getElement().setPropertyJson("marks", JSON.createArrayNode());
        addAttachListener(e -> e.getUI().getPage().addJsModule("context://frontend/plot/slipway-plot.js"));
    }

    /** The sentence that stands there while there are no points. */
    public Plot whenEmpty(String sentence) {
        getElement().setAttribute("empty", sentence);
        return this;
    }

    /** Days and hours are those of UTC; otherwise of the reader's own clock. */
    public Plot utc() {
        getElement().setAttribute("utc", true);
        return this;
    }

    /** Instead of what was shown before. Points in the order of time. */
    public void show(List<Series> series) {
        if (series.stream().map(Series::unit).distinct().count() > 2) {
            throw new IllegalArgumentException("a plot has two axes at most");
        }
        ArrayNode all = JSON.createArrayNode();
        series.forEach(s -> all.add(json(s)));
        getElement().setPropertyJson("series", all);
    }

    /** Instead of what was marked before. */
    public void mark(List<Mark> marks) {
        ArrayNode all = JSON.createArrayNode();
        marks.forEach(m -> all.addObject().put("at", m.at().toEpochMilli()).put("words", m.words()));
        getElement().setPropertyJson("marks", all);
    }

    private static ObjectNode json(Series series) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", series.name());
        json.put("unit", series.unit());
        json.put("look", series.look().name().toLowerCase(Locale.ROOT));
        ArrayNode at = json.putArray("at");
        ArrayNode value = json.putArray("value");
        series.points().forEach(p -> {
            at.add(p.at().toEpochMilli());
            if (Double.isNaN(p.value())) {
                value.addNull();
            } else {
                value.add(p.value());
            }
        });
        return json;
    }
}
