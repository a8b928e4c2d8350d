package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.QuotaBars;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a launch costs against the quota, said before the button is pressed; and the button, which says why it may not be. */
class LaunchSummary extends Div {
    private static final int MOST = 3;
    private static final Optional<String> ONE_WAITS =
            Optional.of("One VM at a time can wait for an approval. Ask for more, and launch these once you have it.");

    private final QuotaBars bars = new QuotaBars().stacked();
    private final Div refusals = new Div();
    private final Span size = new Span();
    private final Div ready = new Div();
    private final Div lease = new Div();
    private final ActionButton launch;
    private final ActionButton plan;
    private final Button ask;
    private final ActionButton apiCall;

    /** @param plan asks for what is missing, and launches when it is approved @param ask only asks @param apiCall shows how the API is called */
    LaunchSummary(Runnable submit, Runnable plan, Runnable ask, Runnable apiCall) {
        this.plan = new ActionButton("Ask and launch when approved", VaadinIcon.CLOCK.create(), plan);
        this.plan.addThemeVariants(ButtonVariant.PRIMARY);
        this.ask = new Button("Ask for more…", e -> ask.run());
        launch = new ActionButton("Launch", VaadinIcon.ROCKET.create(), submit);
        launch.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.LARGE);
        size.addClassName("sw-quiet");
        ready.addClassNames("sw-notice", "info");
        ready.setVisible(false);
        refusals.addClassNames("sw-notice", "bad");
        refusals.getElement().setAttribute("role", "status");
        addClassNames("sw-panel", "summary");
        this.apiCall = new ActionButton("Copy as API call", VaadinIcon.CODE.create(), apiCall);
        this.apiCall.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        lease.addClassName("sw-quiet");
        lease.setVisible(false);
        add(new H2("What it takes"), size, bars, lease, ready, refusals, launch, this.plan, this.ask, this.apiCall);
    }

    /** @param preview empty until a size is chosen @param missing what still keeps it from being launched, besides the quota @param count how many @param mayAsk for more */
    void show(String sizeWords, Optional<QuotaPreview> preview, List<String> missing, int count, boolean mayAsk) {
        size.setText(sizeWords);
        preview.ifPresent(bars::show);
        List<String> reasons = Stream.concat(preview.stream().flatMap(p -> p.refusals().stream()), missing.stream())
                .toList();
        show(reasons);
        launch.refuse(reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", reasons)));
        boolean tight = preview.filter(p -> !p.fits()).isPresent() && mayAsk;
        plan.setVisible(tight);
        ask.setVisible(tight);
        apiCall.refuse(missing.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", missing)));
        plan.refuse(
                count > 1 ? ONE_WAITS : missing.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", missing)));
        launch.setText(count > 1 ? "Launch " + count + " VMs" : "Launch");
    }

    /** @param words how long it may stay; empty if that is for ever */
    void showLease(Optional<String> words) {
        lease.setText(words.orElse(""));
        lease.setVisible(words.isPresent());
    }

    /** @param vms that run already, for who launches such a one */
    void showReady(int vms) {
        ready.setText((vms == 1 ? "1 such VM runs" : vms + " such VMs run")
                + " already: yours in a second or two, unless you say more for its first boot or put it into a group.");
        ready.setVisible(vms > 0);
    }

    /** The first ones at once, so that the buttons stay in sight. */
    private void show(List<String> reasons) {
        refusals.removeAll();
        refusals.add(list(reasons.stream().limit(MOST)));
        if (reasons.size() > MOST) {
            Details more = new Details(
                    "and " + (reasons.size() - MOST) + " more",
                    list(reasons.stream().skip(MOST)));
            refusals.add(more);
        }
        refusals.setVisible(!reasons.isEmpty());
    }

    private static UnorderedList list(Stream<String> reasons) {
        UnorderedList list = new UnorderedList();
        reasons.forEach(r -> list.add(new ListItem(r)));
        return list;
    }

    ActionButton button() {
        return launch;
    }
}
