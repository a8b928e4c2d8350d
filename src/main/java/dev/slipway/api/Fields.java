package dev.slipway.api;

import dev.slipway.kernel.InvalidRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of a request's body. */
final class Fields {
    private Fields() {}

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRequest("missing-field", field, "The field " + field + " is missing.");
        }
        return value;
    }

    /** A list of texts, which may be empty, but has none that is absent or blank. */
    static List<String> each(String field, @Nullable List<@Nullable String> values) {
        return present(field, values).stream().map(value -> need(field, value)).toList();
    }

    static String need(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidRequest("missing-field", field, "The field " + field + " is missing.");
        }
        return value;
    }
}
