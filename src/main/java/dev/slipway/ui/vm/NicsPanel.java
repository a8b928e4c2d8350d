package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.Parts;
import dev.slipway.ui.component.ShownParts.Part;
import dev.slipway.vm.VmView;
import dev.slipway.vm.nic.NicAction;
import dev.slipway.vm.nic.NicList;
import dev.slipway.vm.nic.NicState;
import dev.slipway.vm.nic.NicView;
import java.util.Optional;

/** A VM's network cards: the one that it was launched with, and those that came later. */
class NicsPanel extends Div {
    private final NicActions actions;
    private final Parts rows = new Parts("sw-disks");
    private final ActionButton add;
    private Optional<VmView> shown = Optional.empty();

    NicsPanel(NicActions actions) {
        this.actions = actions;
        addClassName("sw-panel");
        add = new ActionButton(
                "Add a network card…",
                VaadinIcon.PLUS.create(),
                () -> shown.ifPresent(vm -> new AddNicDialog(vm, actions).open()));
        add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        Div title = new Div(new H2("Network"), new Div(add));
        title.addClassName("sw-panel-title");
        add(title, rows);
    }

    void show(VmView vm) {
        shown = Optional.of(vm);
        NicList nics = actions.of(vm.id());
        add.refuse(nics.whyNoMore());
        rows.show(nics.all().stream()
                .map(nic -> Part.of(nic.mac(), nic, this::row))
                .toList());
    }

    private Div row(NicView nic) {
        boolean up = !nic.linkUp();
        Div row = new Div(name(nic.networkName()));
        row.addClassName("sw-disk");
        row.add(button(
                up ? "Link up" : "Link down",
                NicAction.LINK,
                nic,
                () -> shown.ifPresent(vm -> actions.setLink(vm, nic, up))));
        if (!nic.first()) {
            row.add(button(
                    NicAction.REMOVE.words() + "…",
                    NicAction.REMOVE,
                    nic,
                    () -> shown.ifPresent(vm -> actions.confirmRemove(vm, nic))));
        }
        row.add(quiet(nic.mac() + facts(nic)));
        return row;
    }

    private static String facts(NicView nic) {
        return (nic.linkUp() ? "" : " · link down")
                + (nic.reserved().isEmpty() ? "" : " · " + String.join(", ", nic.reserved()))
                + (nic.first() ? " · the VM was launched with this one" : "")
                + (nic.state() == NicState.READY ? "" : " · " + nic.state().words());
    }

    private static ActionButton button(String words, NicAction action, NicView nic, Runnable pressed) {
        ActionButton button = new ActionButton(words, NicActions.icon(action).create(), pressed::run);
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(words.replace("…", "") + ": " + nic.networkName() + ", " + nic.mac());
        button.refuse(NicActions.whyNot(action, nic));
        return button;
    }

    private static Span name(String words) {
        Span name = new Span(words);
        name.addClassName("name");
        return name;
    }

    private static Span quiet(String words) {
        Span span = new Span(words);
        span.addClassNames("sw-quiet", "facts");
        return span;
    }
}
