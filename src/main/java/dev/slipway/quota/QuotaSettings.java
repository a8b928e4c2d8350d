package dev.slipway.quota;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The limits that a tenant, project or member starts with; later changes of these settings leave those that exist alone.
 *
 * @param defaults by level and dimension, a number or {@code unlimited}, such as
 *     {@code slipway.quota.defaults.member.memory-mib=32768}; what is not given is as in {@link #BUILT_IN}
 */
@ConfigurationProperties("slipway.quota")
record QuotaSettings(@Nullable Map<Level, Map<Dimension, String>> defaults) {
    private static final String UNLIMITED = "unlimited";
    private static final Map<Level, Map<Dimension, OptionalLong>> BUILT_IN = Map.of(
            Level.TENANT, limits(50, 100, 200 * 1024, 1000 * 1024, 80, 160 * 1024),
            Level.PROJECT, Map.of(),
            Level.MEMBER, limits(10, 16, 32 * 1024, 200 * 1024, 12, 24 * 1024));

    QuotaSettings {
        defaults = defaults == null ? Map.of() : Map.copyOf(defaults);
        defaults.values().forEach(level -> level.forEach(QuotaSettings::parse));
    }

    /** What a new node of that level starts with. */
    Map<Dimension, OptionalLong> template(Level level) {
        Map<Dimension, OptionalLong> template = new EnumMap<>(Dimension.class);
        template.putAll(BUILT_IN.getOrDefault(level, Map.of()));
        if (defaults != null) {
            defaults.getOrDefault(level, Map.of()).forEach((d, text) -> template.put(d, parse(d, text)));
        }
        return template;
    }

    private static OptionalLong parse(Dimension dimension, String text) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        if (value.equals(UNLIMITED)) {
            return OptionalLong.empty();
        }
        try {
            return LimitRules.valid(dimension, OptionalLong.of(Long.parseLong(value)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "A default limit of " + dimension.words() + " is a number or " + UNLIMITED + ", not '" + text + "'",
                    e);
        }
    }

    private static Map<Dimension, OptionalLong> limits(long... values) {
        Map<Dimension, OptionalLong> limits = new EnumMap<>(Dimension.class);
        for (Dimension d : Dimension.values()) {
            limits.put(d, OptionalLong.of(values[d.ordinal()]));
        }
        return limits;
    }
}
