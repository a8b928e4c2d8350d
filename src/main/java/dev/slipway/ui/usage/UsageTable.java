package dev.slipway.ui.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.metering.Consumption;
import dev.slipway.metering.VmUsage;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.Words;
import dev.slipway.ui.vm.VmPage;
import java.util.Locale;

/** What each VM used. */
class UsageTable extends Table<VmUsage> {
    /** @param priced whether there are costs to show */
    UsageTable(PagedRows<VmUsage> rows, boolean priced) {
        main("VM", UsageTable::name, v -> new Span(Figures.line(v.used(), v.cost())))
                .setSortProperty("name")
                .setWidth("14rem");
        if (priced) {
            wide("Cost", v -> Figures.cell(v.cost()));
        }
        for (Dimension d : Dimension.values()) {
            wide(Words.capitalised(Consumption.words(d)), v -> Figures.cell(v.used(), d))
                    .setSortProperty(d.name().toLowerCase(Locale.ROOT))
                    .setTextAlign(com.vaadin.flow.component.grid.ColumnTextAlign.END);
        }
        setItems(rows);
        setEmptyStateComponent(new EmptyState(
                VaadinIcon.CHART,
                "Nothing was used",
                "Each VM that was charged in this month shows here, deleted ones too."));
    }

    private static Component name(VmUsage usage) {
        return new Div(new RouterLink(usage.name(), VmPage.class, VmPage.of(usage.vm())));
    }
}
