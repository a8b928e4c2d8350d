package dev.slipway.ui.quota;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaTemplateDraft;
import dev.slipway.quota.QuotaTemplateView;
import dev.slipway.ui.component.FormDialog;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Makes a template, or changes one. */
class TemplateDialog extends FormDialog {
    private final TextField name = field("name", new TextField("Name"));
    private final Map<Level, LimitsFields> fields = new EnumMap<>(Level.class);
    private final Consumer<QuotaTemplateDraft> save;

    /** @param from what the fields show at first; its name too unless it is the built-in one */
    TemplateDialog(String title, QuotaTemplateView from, Consumer<QuotaTemplateDraft> save) {
        super(
                title,
                "What a tenant starts with. An empty field is no limit, 0 is none at all. Limits that exist stay as they"
                        + " are.",
                "Save");
        this.save = save;
        addClassName("sw-template-dialog");
        Optional.of(from).filter(t -> !t.isBuiltIn()).ifPresent(t -> name.setValue(t.name()));
        name.setAutofocus(true);
        Div columns = new Div();
        columns.addClassName("sw-limits-columns");
        for (Level level : Level.values()) {
            LimitsFields limits = new LimitsFields(level.name().toLowerCase(Locale.ROOT) + ".");
            limits.show(from.limits(level));
            fields.put(level, limits);
            columns.add(new Div(new H3(heading(level)), limits));
        }
        Map<String, LimitField> named = new HashMap<>();
        fields.values().forEach(f -> named.putAll(f.byName()));
        part(columns, named);
    }

    static String heading(Level level) {
        return switch (level) {
            case TENANT -> "Tenant";
            case PROJECT -> "Each project";
            case MEMBER -> "Each member of a project";
        };
    }

    @Override
    protected void submit() {
        Map<Level, Map<Dimension, OptionalLong>> limits = new EnumMap<>(Level.class);
        fields.forEach((level, f) -> limits.put(level, f.read()));
        save.accept(new QuotaTemplateDraft(name.getValue(), limits));
    }
}
