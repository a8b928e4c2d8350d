package dev.slipway.ui.metrics;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import dev.slipway.metrics.MetricSample;
import dev.slipway.metrics.MetricSample.Used;
import dev.slipway.ui.component.Plot;
import dev.slipway.ui.component.Plot.Look;
import dev.slipway.ui.component.Plot.Mark;
import dev.slipway.ui.component.Plot.Point;
import dev.slipway.ui.component.Plot.Series;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.live.LiveScreens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Processor, memory, disk and network over time, and how they are now. */
public class MetricPlots extends Div {
    private static final Duration AGAIN = Duration.ofSeconds(30);

    /** A sample that is older tells nothing of now. */
    private static final Duration RECENT = Duration.ofMinutes(3);

    private static final double MIB = 1024.0 * 1024;
    private static final String NOTHING =
            "Nothing was recorded in this time. Figures come once a minute while it runs.";

    private final Select<MetricSpan> span = new Select<>();
    private final Paragraph now = new Paragraph();
    private final Plot cpu = new Plot("Processor").whenEmpty(NOTHING);
    private final Plot memory = new Plot("Memory").whenEmpty(NOTHING);
    private final Plot disk = new Plot("Disk").whenEmpty(NOTHING);
    private final Plot network = new Plot("Network").whenEmpty(NOTHING);
    private final Clock clock;
    private Optional<Shown> shown = Optional.empty();

    /** Reads what the plots show. */
    public interface Source {
        List<MetricSample> read(Instant from, Instant until);

        /** What happened meanwhile that explains the lines. */
        default List<Mark> events(Instant from, Instant until) {
            return List.of();
        }
    }

    private record Shown(Source source, int cpus, long memoryMib) {}

    public MetricPlots(LiveScreens live, Clock clock) {
        this.clock = clock;
        addClassName("sw-metrics");
        span.setAriaLabel("How far back");
        span.setItems(MetricSpan.values());
        span.setItemLabelGenerator(MetricSpan::words);
        span.setValue(MetricSpan.HOUR);
        span.addValueChangeListener(e -> draw());
        now.addClassName("now");
        Div toolbar = new Div(now, span);
        toolbar.addClassName("sw-toolbar");
        Div plots = new Div(cpu, memory, disk, network);
        plots.addClassName("plots");
        add(toolbar, plots);
        live.every(this, AGAIN, this::draw);
    }

    /**
     * @param cpus that there are; 0 = not known
     * @param memoryMib that there is; 0 for a VM, which occupies more on its host than its guest knows of
     */
    public void show(Source source, int cpus, long memoryMib) {
        Optional<Shown> next = Optional.of(new Shown(source, cpus, memoryMib));
        boolean first = shown.isEmpty();
        shown = next;
        if (first) {
            draw();
        }
    }

    private void draw() {
        shown.ifPresent(this::draw);
    }

    private void draw(Shown what) {
        Instant until = clock.instant();
        Instant from = until.minus(span.getValue().duration());
        List<MetricSample> samples = what.source().read(from, until);
        now.setText(words(samples, until, what));
        List<Mark> events = what.source().events(from, until);
        List.of(cpu, memory, disk, network).forEach(plot -> plot.mark(events));
        cpu.show(
                series(samples, limit("There are", "cores", what.cpus(), samples), line("Busy", "cores", Used::cores)));
        memory.show(series(
                samples,
                limit("There are", "GiB", what.memoryMib() / 1024.0, samples),
                line("In use", "GiB", u -> u.memoryMib() / 1024.0)));
        disk.show(series(
                samples,
                Optional.empty(),
                line("Read", "MiB/s", u -> u.readBps() / MIB),
                line("Written", "MiB/s", u -> u.writtenBps() / MIB)));
        network.show(series(
                samples,
                Optional.empty(),
                line("Received", "MiB/s", u -> u.receivedBps() / MIB),
                line("Sent", "MiB/s", u -> u.sentBps() / MIB)));
    }

    private static String words(List<MetricSample> samples, Instant until, Shown what) {
        if (samples.isEmpty() || samples.getLast().at().isBefore(until.minus(RECENT))) {
            return "No figures of now.";
        }
        Used used = samples.getLast().used();
        return "Now: " + String.format(Locale.ROOT, "%.2f", used.cores())
                + (what.cpus() == 0 ? "" : " of " + what.cpus()) + (what.cpus() == 1 ? " core, " : " cores, ")
                + Sizing.mib(used.memoryMib())
                + (what.memoryMib() == 0 ? " of its host's memory" : " of " + Sizing.mib(what.memoryMib()) + " memory");
    }

    private record Line(String name, String unit, ToDoubleFunction<Used> value) {}

    private static Line line(String name, String unit, ToDoubleFunction<Used> value) {
        return new Line(name, unit, value);
    }

    private static Optional<Series> limit(String name, String unit, double value, List<MetricSample> samples) {
        return value <= 0 || samples.isEmpty()
                ? Optional.empty()
                : Optional.of(Series.limit(
                        name,
                        unit,
                        value,
                        samples.getFirst().at(),
                        samples.getLast().at()));
    }

    private static List<Series> series(List<MetricSample> samples, Optional<Series> limit, Line... lines) {
        List<Series> all = new ArrayList<>();
        if (samples.isEmpty()) {
            return all;
        }
        for (Line line : lines) {
            all.add(new Series(line.name(), line.unit(), Look.LINE, points(samples, line.value())));
        }
        limit.ifPresent(all::add);
        return all;
    }

    /** Where samples are missing, so is the line. */
    private static List<Point> points(List<MetricSample> samples, ToDoubleFunction<Used> value) {
        List<Point> points = new ArrayList<>();
        Instant expected = Instant.MAX;
        for (MetricSample sample : samples) {
            if (sample.at().isAfter(expected)) {
                points.add(Point.gap(expected));
            }
            points.add(new Point(sample.at(), value.applyAsDouble(sample.used())));
            expected = sample.at().plus(sample.over().multipliedBy(2));
        }
        return points;
    }
}
