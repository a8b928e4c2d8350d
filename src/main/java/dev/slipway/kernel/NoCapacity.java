package dev.slipway.kernel;

import org.jspecify.annotations.Nullable;

/** No host can take this. The message says whether none ever could, or none can right now. */
public class NoCapacity extends Problem {
    public NoCapacity(String code, String message) {
        this(code, message, null, null);
    }

    public NoCapacity(String code, String message, @Nullable String logDetail, @Nullable Throwable cause) {
        super(code, message, logDetail, cause);
    }

    @Override
    public String title() {
        return "No room";
    }
}
