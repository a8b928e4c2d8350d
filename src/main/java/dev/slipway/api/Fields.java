package dev.slipway.api;

import dev.slipway.kernel.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** Fields of a request's body. */
final class Fields {
    private Fields() {}

    static String need(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidRequest("missing-field", field, "The field " + field + " is missing.");
        }
        return value;
    }
}
