package dev.slipway.ui.request;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.vm.VmPage;
import dev.slipway.vm.plan.PlannedLaunch;
import dev.slipway.vm.plan.PlannedState;

/** The VM that is launched when a request is approved, and what came of it. */
class PlannedPart extends Div {
    PlannedPart(PlannedLaunch planned, Runnable retry, Runnable drop) {
        addClassNames("sw-panel", "sw-planned");
        Span name = new Span(planned.name());
        name.addClassName("sw-strong");
        Div head = new Div(
                planned.vm().isPresent()
                        ? new RouterLink(
                                planned.name(),
                                VmPage.class,
                                VmPage.of(planned.vm().get()))
                        : name,
                StateBadge.of(planned.state()));
        head.addClassName("head");
        Span what = new Span(planned.imageName() + " · " + planned.sizeName() + " · " + planned.networkName());
        what.addClassName("sw-quiet");
        add(head, what);
        planned.failure().ifPresent(why -> {
            Div notice = new Div(why);
            notice.addClassNames("sw-notice", "bad");
            add(notice);
        });
        if (planned.mine() && planned.state() == PlannedState.FAILED) {
            Div buttons = new Div(new Button("Try again", e -> retry.run()), new Button("Give it up", e -> drop.run()));
            buttons.addClassName("head");
            add(buttons);
        }
    }
}
