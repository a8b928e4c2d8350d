package dev.slipway.ui.usage;

import com.vaadin.flow.component.html.DescriptionList;
import dev.slipway.metering.Consumption;
import dev.slipway.metering.Cost;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.component.Words;
import java.util.List;
import java.util.stream.Collectors;

/** A month's figures: one a dimension, and the cost if there are prices. */
class UsageTotals extends DescriptionList {
    UsageTotals() {
        addClassName("sw-totals");
    }

    void show(Consumption used, List<Cost> cost) {
        removeAll();
        if (!cost.isEmpty()) {
            add("Cost", cost.stream().map(Cost::toString).collect(Collectors.joining(" + ")));
        }
        for (Dimension d : Dimension.values()) {
            add(Words.capitalised(Consumption.words(d)), Figures.of(used, d));
        }
    }

    private void add(String name, String value) {
        var tile = new com.vaadin.flow.component.html.Div(new Term(name), new Description(value));
        add(tile);
    }
}
