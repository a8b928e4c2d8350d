package dev.slipway.api;

import dev.slipway.kernel.InvalidRequest;
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

    static String need(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidRequest("missing-field", field, "The field " + field + " is missing.");
        }
        return value;
    }
}
