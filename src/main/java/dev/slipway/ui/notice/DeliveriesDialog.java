package dev.slipway.ui.notice;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.slipway.notice.delivery.DeliveryView;
import dev.slipway.ui.component.TimeAgo;
import java.util.List;
import java.util.function.Supplier;

/** The latest calls of a webhook, and how they went. */
class DeliveriesDialog extends Dialog {
    private final UnorderedList list = new UnorderedList();

    DeliveriesDialog(String webhook, Supplier<List<DeliveryView>> deliveries) {
        setHeaderTitle("Calls of " + webhook);
        list.addClassName("sw-feed");
        Div body = new Div(list);
        body.addClassName("sw-form");
        add(body);
        getFooter().add(new Button("Look again", e -> show(deliveries.get())), new Button("Close", e -> close()));
        show(deliveries.get());
    }

    private void show(List<DeliveryView> deliveries) {
        list.removeAll();
        deliveries.forEach(d -> list.add(item(d)));
        if (deliveries.isEmpty()) {
            list.add(new ListItem("None yet. Press Test to make one."));
        }
    }

    private static ListItem item(DeliveryView delivery) {
        Span what = new Span(delivery.state().words());
        what.addClassName("what");
        ListItem item = new ListItem(what);
        delivery.result().ifPresent(result -> item.add(new Span(result)));
        Span who = new Span(
                new Span((delivery.attempts() == 1 ? "1 attempt" : delivery.attempts() + " attempts") + " · "),
                new TimeAgo(delivery.createdAt()));
        who.addClassName("who");
        delivery.nextAt().ifPresent(at -> who.add(new Span(" · next "), new TimeAgo(at)));
        item.add(who);
        return item;
    }
}
