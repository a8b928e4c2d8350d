package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.identity.Actors;
import dev.slipway.identity.SshKeyView;
import dev.slipway.identity.SshKeys;
import dev.slipway.kernel.SshKeyId;
import dev.slipway.ui.profile.AddKeyDialog;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of one's keys a new VM lets in; more can be added on the spot. */
class KeysField extends Div {
    private final CheckboxGroup<SshKeyView> group = new CheckboxGroup<>();
    private final Span none = new Span("No key yet. Without one you work on the screen only, by console.");
    private final SshKeys keys;
    private final Actors actors;

    KeysField(SshKeys keys, Actors actors) {
        this.keys = keys;
        this.actors = actors;
        group.setLabel("SSH keys");
        group.setItemLabelGenerator(SshKeyView::name);
        none.addClassName("sw-quiet");
        Button add = new Button(
                "Add a key", VaadinIcon.PLUS.create(), e -> new AddKeyDialog(keys, actors, this::added).open());
        add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(group, none, add);
        List<SshKeyView> all = keys.list(actors.current());
        offer(all, new HashSet<>(all));
    }

    CheckboxGroup<SshKeyView> input() {
        return group;
    }

    List<SshKeyId> value() {
        return group.getValue().stream().map(SshKeyView::id).toList();
    }

    private void added(SshKeyView key) {
        Set<SshKeyView> chosen = new HashSet<>(group.getValue());
        chosen.add(key);
        offer(keys.list(actors.current()), chosen);
    }

    private void offer(List<SshKeyView> all, Set<SshKeyView> chosen) {
        group.setItems(all);
        group.setValue(chosen);
        group.setVisible(!all.isEmpty());
        none.setVisible(all.isEmpty());
    }
}
