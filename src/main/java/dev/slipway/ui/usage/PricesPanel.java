package dev.slipway.ui.usage;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.metering.PriceList;
import dev.slipway.metering.Prices;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Table;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The price lists. */
class PricesPanel extends Div {
    private final Prices prices;
    private final Actors actors;
    private final Table<PriceList> table = new Table<>();

    PricesPanel(Prices prices, Actors actors) {
        this.prices = prices;
        this.actors = actors;
        addClassName("sw-panel");
        table.setAllRowsVisible(true);
        table.main("Valid from", p -> new Span(moment(p)), p -> new Span(words(p)))
                .setWidth("11rem");
        table.wide("Currency", p -> new Span(p.currency()));
        for (Dimension d : Dimension.values()) {
            table.wide(PriceField.words(d), p -> new Span(p.of(d).toPlainString()));
        }
        table.actions(this::removing);
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.COIN_PILES, "No prices", "Usage is told in hours only. With prices, it has costs too."));
        ActionButton add = new ActionButton(
                "New prices", VaadinIcon.PLUS.create(), () -> new PricesDialog(prices, actors, this::reload).open());
        add.refuse(actors.current().whyNot(Permission.PRICE_EDIT, Scope.PLATFORM));
        add(
                new H2("Prices"),
                new Paragraph("For each unit and hour. Costs are added up exactly, and rounded once, half up, to the"
                        + " smallest coin."),
                add,
                table);
        reload();
    }

    private void reload() {
        table.setItems(prices.all(actors.current()));
    }

    private ActionButton removing(PriceList list) {
        ActionButton remove = new ActionButton("", VaadinIcon.TRASH.create(), () -> {
            prices.remove(list.validFrom(), actors.current());
            reload();
        });
        remove.setAriaLabel("Remove the prices from " + moment(list));
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.refuse(actors.current().whyNot(Permission.PRICE_EDIT, Scope.PLATFORM));
        return remove;
    }

    static String moment(PriceList list) {
        return list.validFrom().toString().replace('T', ' ').replaceFirst(":00Z$", " UTC");
    }

    private static String words(PriceList list) {
        return list.currency() + ": "
                + Arrays.stream(Dimension.values())
                        .filter(d -> list.of(d).signum() > 0)
                        .map(d -> list.of(d).toPlainString() + " a " + PriceField.words(d))
                        .collect(Collectors.joining(", "));
    }
}
