package dev.slipway.kernel;

import org.jspecify.annotations.Nullable;

/** Something Slipway needs does not answer. Passing: worth trying again, which operations do by themselves. */
public class Unavailable extends Problem {
    public Unavailable(String code, String message) {
        this(code, message, null, null);
    }

    public Unavailable(String code, String message, @Nullable String logDetail, @Nullable Throwable cause) {
        super(code, message, logDetail, cause);
    }

    @Override
    public String title() {
        return "Not available";
    }

    @Override
    public boolean isPassing() {
        return true;
    }
}
