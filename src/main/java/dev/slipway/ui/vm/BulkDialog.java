package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.kernel.Problem;
import dev.slipway.live.Topic;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.vm.VmView;
import dev.slipway.vm.bulk.BulkPreview;
import dev.slipway.vm.bulk.BulkResult;
import dev.slipway.vm.bulk.BulkVerb;
import dev.slipway.vm.bulk.BulkWish;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** One verb for many VMs: what will come of it, one confirmation, and what became of each, followed as it goes on. */
class BulkDialog extends Dialog {
    private final BulkWish wish;
    private final Bulk bulk;
    private final Runnable done;
    private final Div content = new Div();
    private final Map<UUID, Span> states = new HashMap<>();

    BulkDialog(BulkWish wish, BulkPreview preview, Bulk bulk, Runnable done) {
        this.wish = wish;
        this.bulk = bulk;
        this.done = done;
        setWidth("min(44rem, 100%)");
        content.addClassName("sw-bulk");
        add(content);
        show(preview);
        bulk.live()
                .follow(
                        this,
                        change -> change.topic() == Topic.VM && states.containsKey(change.id()),
                        changes -> showStates());
    }

    private void show(BulkPreview preview) {
        long will = preview.willBeDone();
        long left = wish.vms().size() - will;
        setHeaderTitle(words(wish.vms().size()) + "?");
        UnorderedList consequences = new UnorderedList();
        consequences.addClassName("sw-consequences");
        preview.consequences().forEach(said -> consequences.add(new ListItem(said)));
        if (left > 0) {
            consequences.add(new ListItem(
                    count(left) + (left == 1 ? " is" : " are") + " left as " + (left == 1 ? "it is" : "they are")
                            + ", for the reason beside " + (left == 1 ? "its name." : "each name.")));
        }
        content.add(consequences);
        preview.quota().filter(quota -> !quota.lines().isEmpty()).ifPresent(quota -> {
            QuotaBars bars = new QuotaBars().stacked();
            bars.show(quota);
            content.add(bars);
        });
        content.add(list(preview.vms().stream()
                .sorted(Comparator.comparing(
                        (BulkPreview.Line line) -> line.whyNot().isEmpty()))
                .map(line -> item(
                        new Span(line.name().orElse("Not there")),
                        line.whyNot().map(BulkDialog::refused).orElseGet(() -> new Span("Will be done"))))
                .toList()));
        ActionButton confirm = new ActionButton(words(will), this::run);
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        if (wish.verb() == BulkVerb.DELETE || wish.verb() == BulkVerb.FORCE_OFF) {
            confirm.addThemeVariants(ButtonVariant.ERROR);
        }
        confirm.refuse(
                will > 0 ? Optional.empty() : Optional.of("None of them would be changed: see why beside each."));
        getFooter().add(new Button("Cancel", e -> close()), confirm);
    }

    private void run() {
        List<BulkResult> results = bulk.run(wish);
        done.run();
        long accepted = results.stream().filter(BulkResult::isAccepted).count();
        setHeaderTitle(
                words(wish.vms().size()) + ": " + accepted + " accepted, " + (results.size() - accepted) + " refused");
        content.removeAll();
        content.add(list(results.stream()
                .sorted(Comparator.comparing(BulkResult::isAccepted))
                .map(this::item)
                .toList()));
        getFooter().removeAll();
        Button close = new Button("Close", e -> close());
        close.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(close);
        showStates();
    }

    private ListItem item(BulkResult result) {
        Component name = result.name()
                .<Component>map(words -> new RouterLink(words, VmPage.class, VmPage.of(result.vm())))
                .orElseGet(() -> new Span("Not there"));
        if (result.refusal().isPresent()) {
            return item(name, refused(result.refusal().map(Problem::sentence).orElseThrow()));
        }
        Span state = new Span();
        states.put(result.vm().value(), state);
        return item(name, state);
    }

    /** Those that are gone by now are said to be. */
    private void showStates() {
        Map<UUID, VmView> now = bulk.now(List.copyOf(states.keySet())).stream()
                .collect(Collectors.toMap(vm -> vm.id().value(), vm -> vm));
        states.forEach((vm, state) -> {
            state.removeAll();
            state.add(Optional.ofNullable(now.get(vm))
                    .map(found -> StateBadge.of(found.status()))
                    .<Component>map(badge -> badge)
                    .orElseGet(() -> new Span("Gone")));
        });
    }

    private String words(long vms) {
        String verb = wish.verb().words();
        String tag = wish.tag().orElse("");
        return switch (wish.verb()) {
            case ADD_TAG -> verb + " " + tag + " to " + count(vms);
            case REMOVE_TAG -> verb + " " + tag + " from " + count(vms);
            case EXTEND_LEASE -> "Extend the lease of " + count(vms);
            case START, SHUTDOWN, REBOOT, PAUSE, RESUME, HIBERNATE, FORCE_OFF, DELETE -> verb + " " + count(vms);
        };
    }

    private static UnorderedList list(List<ListItem> items) {
        UnorderedList list = new UnorderedList();
        list.addClassName("sw-bulk-list");
        list.getElement().setAttribute("aria-label", "VMs");
        list.getElement().setAttribute("tabindex", "0");
        items.forEach(list::add);
        return list;
    }

    private static ListItem item(Component name, Span said) {
        name.addClassName("name");
        said.addClassName("said");
        return new ListItem(name, said);
    }

    private static Span refused(String why) {
        Span said = new Span(why);
        said.addClassName("refused");
        return said;
    }

    private static String count(long vms) {
        return vms == 1 ? "1 VM" : vms + " VMs";
    }
}
