package dev.slipway.ui.quota;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaTemplateView;
import dev.slipway.quota.QuotaTemplates;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.WholeText;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The templates that tenants start with. */
@Route("admin/quota-templates")
@PageTitle("Quota templates · Slipway")
@PermitAll
@Needs(Permission.QUOTA_READ)
public class TemplatesView extends Page {
    private final QuotaTemplates templates;
    private final Actors actors;
    private final Optional<String> refusal;
    private final Table<QuotaTemplateView> table = new Table<>();

    TemplatesView(QuotaTemplates templates, Actors actors) {
        this.templates = templates;
        this.actors = actors;
        refusal = actors.current().whyNot(Permission.QUOTA_EDIT, Scope.PLATFORM);
        fillHeight();
        ActionButton add = new ActionButton("New template", VaadinIcon.PLUS.create(), this::openNew);
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.refuse(refusal);
        add(
                new PageHeader(
                        "Quota templates",
                        "What new tenants start with, and then their new projects and members. Changing a template"
                                + " leaves limits that exist alone.",
                        add),
                table);
        table.main("Name", this::name, t -> new Span(words(t, Level.TENANT)));
        for (Level level : Level.values()) {
            table.wide(TemplateDialog.heading(level), t -> new WholeText(words(t, level)))
                    .setAutoWidth(false)
                    .setFlexGrow(3);
        }
        table.wide("Tenants", t -> new Span(t.isBuiltIn() ? "all others" : Long.toString(t.tenants())));
        table.actions(this::actions);
        reload();
    }

    private Component name(QuotaTemplateView template) {
        Span quiet = new Span(template.isBuiltIn() ? " built in" : "");
        quiet.addClassName("sw-quiet");
        return new Div(new Span(template.name()), quiet);
    }

    private static String words(QuotaTemplateView template, Level level) {
        String limits = Arrays.stream(Dimension.values())
                .map(d -> words(d, template.limit(level, d)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
        return limits.isEmpty() ? "no limits" : limits;
    }

    private static Optional<String> words(Dimension dimension, OptionalLong limit) {
        return limit.isEmpty()
                ? Optional.empty()
                : Optional.of(Sizing.of(dimension, limit.getAsLong()) + " " + dimension.words());
    }

    private Component actions(QuotaTemplateView template) {
        Optional<String> why = template.isBuiltIn()
                ? Optional.of("This one is built in: the portal's settings say what it gives.")
                : refusal;
        ActionButton edit = icon(VaadinIcon.EDIT, "Edit " + template.name(), () -> openEdit(template));
        ActionButton delete = icon(VaadinIcon.TRASH, "Delete " + template.name(), () -> openDelete(template));
        edit.refuse(why);
        delete.refuse(why.or(() -> template.tenants() > 0
                ? Optional.of("Tenants have it: give them another template first.")
                : Optional.empty()));
        return new Div(edit, delete);
    }

    private static ActionButton icon(VaadinIcon icon, String words, Runnable action) {
        ActionButton button = new ActionButton("", icon.create(), action);
        button.setAriaLabel(words);
        button.setTooltipText(words);
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    private void openNew() {
        new TemplateDialog("New quota template", templates.get(QuotaTemplates.BUILT_IN, actors.current()), draft -> {
                    templates.create(draft, actors.current());
                    reload();
                })
                .open();
    }

    private void openEdit(QuotaTemplateView template) {
        new TemplateDialog("Template " + template.name(), template, draft -> {
                    templates.edit(template.id(), draft, actors.current());
                    reload();
                })
                .open();
    }

    private void openDelete(QuotaTemplateView template) {
        new ConsequenceDialog(
                        "Delete the template " + template.name() + "?",
                        List.of("Limits that exist stay as they are."),
                        "Delete",
                        () -> {
                            templates.delete(template.id(), actors.current());
                            reload();
                        })
                .open();
    }

    private void reload() {
        table.setItems(templates.list(actors.current()));
    }
}
