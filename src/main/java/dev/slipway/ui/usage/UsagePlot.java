package dev.slipway.ui.usage;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.slipway.metering.Consumption;
import dev.slipway.metering.UsageReport;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.component.Plot;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was used each day, of the dimension that is chosen. */
class UsagePlot extends Div {
    private final Select<Dimension> dimension = new Select<>();
    private final Plot plot = new Plot("By day").utc().whenEmpty("Nothing was used in this month.");
    private List<UsageReport.Day> days = List.of();

    UsagePlot() {
        addClassName("sw-panel");
        dimension.setAriaLabel("What is shown");
        dimension.setItems(Dimension.values());
        dimension.setItemLabelGenerator(Consumption::words);
        dimension.setValue(Dimension.VCPUS);
        dimension.addValueChangeListener(e -> draw());
        add(dimension, plot);
    }

    void show(List<UsageReport.Day> shown) {
        days = shown;
        draw();
    }

    private void draw() {
        Dimension shown = dimension.getValue();
        plot.show(List.of(new Plot.Series(
                Consumption.words(shown),
                shown.unit().isEmpty() ? Consumption.words(shown) : "GiB-hours",
                Plot.Look.BARS,
                points(shown))));
    }

    /** The whole month, so that a day stands at the same place in each. */
    private List<Plot.Point> points(Dimension shown) {
        if (days.isEmpty()) {
            return List.of();
        }
        Map<LocalDate, Consumption> used = new HashMap<>();
        days.forEach(d -> used.put(d.date(), d.used()));
        LocalDate first = days.getFirst().date().withDayOfMonth(1);
        return first.datesUntil(first.plusMonths(1))
                .map(day -> new Plot.Point(
                        day.atStartOfDay().toInstant(ZoneOffset.UTC),
                        used.getOrDefault(day, Consumption.NONE).hours(shown).doubleValue()))
                .toList();
    }
}
