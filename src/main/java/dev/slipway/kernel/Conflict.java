package dev.slipway.kernel;

import org.jspecify.annotations.Nullable;

/** The request is fine but the thing is in a state that does not allow it, such as a busy VM or a name in use. */
public class Conflict extends Problem {
    public Conflict(String code, String message) {
        this(code, message, null, null);
    }

    public Conflict(String code, String message, @Nullable String logDetail, @Nullable Throwable cause) {
        super(code, message, logDetail, cause);
    }

    @Override
    public String title() {
        return "Not possible right now";
    }
}
