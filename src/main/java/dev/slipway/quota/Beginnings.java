package dev.slipway.quota;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** The limits that nodes begin with: those of the tenant's template, or the settings' defaults where none was chosen. */
@Component
class Beginnings {
    private final TemplateRows templates;
    private final QuotaSettings settings;

    Beginnings(TemplateRows templates, QuotaSettings settings) {
        this.templates = templates;
        this.settings = settings;
    }

    Map<Dimension, OptionalLong> of(NodeKey node) {
        return templates
                .ofTenant(node.tenant())
                .map(t -> t.limits(node.level()))
                .orElseGet(() -> settings.template(node.level()));
    }

    QuotaTemplateView builtIn() {
        Map<Level, Map<Dimension, OptionalLong>> limits = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            limits.put(level, settings.template(level));
        }
        return new QuotaTemplateView(
                QuotaTemplates.BUILT_IN, TemplateName.BUILT_IN, QuotaTemplateDraft.whole(limits), 0);
    }
}
