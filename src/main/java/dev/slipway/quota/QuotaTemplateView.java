package dev.slipway.quota;

import dev.slipway.kernel.QuotaTemplateId;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Limits by a name.
 *
 * @param limits every dimension of every level; an empty value is unlimited
 * @param tenants how many tenants' new projects and members start with it
 */
public record QuotaTemplateView(
        QuotaTemplateId id, String name, Map<Level, Map<Dimension, OptionalLong>> limits, long tenants) {
    public QuotaTemplateView {
        limits = Map.copyOf(limits);
    }

    public Map<Dimension, OptionalLong> limits(Level level) {
        return limits.getOrDefault(level, Map.of());
    }

    public OptionalLong limit(Level level, Dimension dimension) {
        return limits(level).getOrDefault(dimension, OptionalLong.empty());
    }

    /** Whether it is the settings' own, which only they can change. */
    public boolean isBuiltIn() {
        return id.equals(QuotaTemplates.BUILT_IN);
    }
}
