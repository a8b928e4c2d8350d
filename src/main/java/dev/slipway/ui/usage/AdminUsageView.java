package dev.slipway.ui.usage;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.metering.Prices;
import dev.slipway.metering.UsageReports;
import dev.slipway.metering.Verified;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** What each tenant used, the prices, and the proof that the figures are right. */
@Route("admin/usage")
@PageTitle("Usage and prices · Slipway")
@PermitAll
@Needs(Permission.USAGE_READ)
public class AdminUsageView extends Page {
    private final Span verdict = new Span();

    AdminUsageView(UsageReports usage, Prices prices, Actors actors, Clock clock) {
        MonthSelect month = new MonthSelect(clock);
        PayersTable table = new PayersTable(
                page -> usage.tenants(month.getValue(), page, actors.current()),
                !prices.all(actors.current()).isEmpty());
        month.addValueChangeListener(e -> {
            table.reload();
            verdict.setText("");
        });
        verdict.addClassName("sw-verdict");
        verdict.getElement().setAttribute("role", "status");
        Div toolbar = new Div(
                month,
                new ActionButton("Verify", () -> show(usage.verify(month.getValue(), actors.current()))),
                new RouterLink("By project", ProjectsUsageView.class),
                verdict);
        toolbar.addClassName("sw-toolbar");
        add(
                new PageHeader("Usage and prices", "What each tenant was charged for in a month of UTC."),
                toolbar,
                table,
                new PricesPanel(prices, actors));
    }

    private void show(Verified verified) {
        verdict.setText(
                verified.differences().isEmpty()
                        ? verified.hours() + " hours added up anew from the charges: all right."
                        : "Not right, please report: " + String.join("; ", verified.differences()));
    }
}
