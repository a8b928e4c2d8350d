package dev.slipway.ui.network;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import dev.slipway.network.BridgeStep;
import dev.slipway.ui.component.Copyable;
import java.util.List;

/** What to do on a host, one after the other, to be copied as it is. */
class BridgeSteps extends OrderedList {
    BridgeSteps() {
        addClassName("sw-bridge-steps");
    }

    void show(List<BridgeStep> steps) {
        removeAll();
        steps.forEach(step -> {
            Div text = new Div(new Copyable(step.text().stripTrailing(), "text of this step"));
            text.addClassName("text");
            add(new ListItem(new Div(step.title()), text));
        });
    }
}
