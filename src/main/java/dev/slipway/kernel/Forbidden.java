package dev.slipway.kernel;

import org.jspecify.annotations.Nullable;

/** The thing is theirs to see, but not to change so. The message says which role may. */
public class Forbidden extends Problem {
    public Forbidden(String code, String message) {
        this(code, message, null, null);
    }

    public Forbidden(String code, String message, @Nullable String logDetail, @Nullable Throwable cause) {
        super(code, message, logDetail, cause);
    }

    @Override
    public String title() {
        return "Not allowed";
    }
}
