package dev.slipway.quota;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A template as somebody wants it. The limits of a level are those that a tenant, or each new project or member of it,
 * starts with.
 *
 * @param limits a dimension that is absent, or whose value is, is unlimited
 */
public record QuotaTemplateDraft(String name, Map<Level, Map<Dimension, OptionalLong>> limits) {
    /** @throws dev.slipway.kernel.InvalidRequest naming the field ({@code project.vcpus}), if there is no such name or limit */
    public QuotaTemplateDraft {
        name = TemplateName.valid(name);
        limits = whole(limits);
    }

    public Map<Dimension, OptionalLong> limits(Level level) {
        return limits.getOrDefault(level, Map.of());
    }

    /** Every dimension of every level, so that none is left to chance. */
    static Map<Level, Map<Dimension, OptionalLong>> whole(Map<Level, Map<Dimension, OptionalLong>> limits) {
        Map<Level, Map<Dimension, OptionalLong>> whole = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            Map<Dimension, OptionalLong> given = limits.getOrDefault(level, Map.of());
            Map<Dimension, OptionalLong> all = new EnumMap<>(Dimension.class);
            for (Dimension d : Dimension.values()) {
                String field = level.name().toLowerCase(Locale.ROOT) + "." + d.field();
                all.put(d, LimitRules.valid(d, given.getOrDefault(d, OptionalLong.empty()), field));
            }
            whole.put(level, Map.copyOf(all));
        }
        return Map.copyOf(whole);
    }
}
