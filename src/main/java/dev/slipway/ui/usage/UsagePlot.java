package dev.slipway.ui.usage;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.slipway.metering.Consumption;
import dev.slipway.metering.UsageReport;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.component.Plot;
import java.time.ZoneOffset;
import java.util.List;

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
                days.stream()
                        .map(d -> new Plot.Point(
                                d.date().atStartOfDay().toInstant(ZoneOffset.UTC),
                                d.used().hours(shown).doubleValue()))
                        .toList())));
    }
}
