package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.Parts;
import dev.slipway.ui.component.ShownParts.Part;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import dev.slipway.vm.backup.BackupAction;
import dev.slipway.vm.backup.BackupView;
import java.util.List;
import java.util.Optional;

/** A VM's backups, the newest first, and what can be done with each. */
class BackupsPanel extends Div {
    private static final String NONE =
            "No backups yet. They are kept apart from its host, and stay when it is deleted.";

    private final BackupActions actions;
    private final Parts rows = new Parts("sw-disks");
    private final ActionButton make;
    private Optional<VmView> shown = Optional.empty();

    BackupsPanel(BackupActions actions) {
        this.actions = actions;
        addClassName("sw-panel");
        make = new ActionButton(
                VmAction.BACKUP.words() + "…",
                VmActions.icon(VmAction.BACKUP).create(),
                () -> shown.ifPresent(actions::askToMake));
        make.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        Div title = new Div(new H2("Backups"), make);
        title.addClassName("sw-panel-title");
        add(title, rows);
    }

    void show(VmView vm) {
        shown = Optional.of(vm);
        var list = actions.of(vm);
        make.refuse(Optional.ofNullable(vm.refusedActions().get(VmAction.BACKUP))
                .or(() -> list.all().size() < list.most()
                        ? Optional.empty()
                        : Optional.of("It has " + list.most() + " backups, and that is the most. Delete one first.")));
        rows.show(
                list.all().isEmpty()
                        ? List.of(Part.of("none", NONE, words -> quiet("facts", words)))
                        : list.all().stream()
                                .map(backup -> Part.of(backup.id(), backup, this::row))
                                .toList());
    }

    private Div row(BackupView backup) {
        Span name = new Span(new TimeAgo(backup.createdAt()));
        name.addClassName("name");
        Div row = new Div(name);
        row.addClassName("sw-disk");
        if (BackupActions.whyNot(BackupAction.EXPORT, backup).isEmpty()) {
            row.add(actions.download(backup));
        }
        row.add(new BackupRowActions(backup, actions), facts(backup));
        row.add(quiet("facts", backup.consistency().words() + " · by " + backup.madeBy()));
        return row;
    }

    /** How large it is, and whether it is whole. */
    static Span facts(BackupView backup) {
        Span facts = quiet("facts", BackupActions.size(backup));
        if (backup.checking()) {
            facts.add(new Span(" · being checked"));
            return facts;
        }
        backup.check().ifPresent(check -> {
            if (check.whole()) {
                facts.add(new Span(" · found whole "), new TimeAgo(check.at()));
            } else {
                Span damaged = new Span(" · damaged");
                damaged.addClassName("sw-damaged");
                facts.add(damaged, new Span(", found "), new TimeAgo(check.at()));
            }
        });
        return facts;
    }

    private static Span quiet(String what, String words) {
        Span span = new Span(words);
        span.addClassNames("sw-quiet", what);
        return span;
    }
}
