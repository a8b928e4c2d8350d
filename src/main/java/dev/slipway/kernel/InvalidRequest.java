package dev.slipway.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked cannot be right, whoever asks and whenever. Names the field, so that a form can point at it. */
public class InvalidRequest extends Problem {
    private final @Nullable String field;

    public InvalidRequest(String code, String message) {
        this(code, null, message);
    }

    /** @param field the request's field as the API spells it, such as {@code userData} */
    public InvalidRequest(String code, @Nullable String field, String message) {
        super(code, message, null, null);
        this.field = field;
    }

    public @Nullable String field() {
        return field;
    }

    @Override
    public String title() {
        return "Invalid request";
    }

    @Override
    public Map<String, Object> facts() {
        return field == null ? Map.of() : Map.of("field", field);
    }
}
