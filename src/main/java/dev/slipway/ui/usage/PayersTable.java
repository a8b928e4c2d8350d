package dev.slipway.ui.usage;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.kernel.ProjectId;
import dev.slipway.metering.Consumption;
import dev.slipway.metering.PayerUsage;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.Words;
import java.util.function.Function;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

/** What each project or tenant used. */
class PayersTable extends Table<PayerUsage> {
    private final PagedRows<PayerUsage> rows;

    PayersTable(Function<PageRequest, Page<PayerUsage>> read, boolean priced) {
        rows = new PagedRows<>(
                read, u -> u.project().<Object>map(ProjectId::value).orElse(u.tenant()));
        main("Whose", u -> new Span(name(u)), u -> new Span(Figures.line(u.used(), u.cost())))
                .setWidth("13rem");
        if (priced) {
            wide("Cost", u -> Figures.cell(u.cost()));
        }
        for (Dimension d : Dimension.values()) {
            wide(Words.capitalised(Consumption.words(d)), u -> Figures.cell(u.used(), d))
                    .setTextAlign(ColumnTextAlign.END);
        }
        setItems(rows);
        setEmptyStateComponent(
                new EmptyState(VaadinIcon.CHART, "Nothing was used", "Whoever was charged in this month shows here."));
    }

    void reload() {
        rows.refreshAll();
    }

    private static String name(PayerUsage usage) {
        return usage.project().isPresent() ? usage.tenantName() + " / " + usage.projectName() : usage.tenantName();
    }
}
