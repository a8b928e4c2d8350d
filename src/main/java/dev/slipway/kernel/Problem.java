package dev.slipway.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal or failure that somebody outside can act on. {@link #getMessage()} is the sentence for the screen: what
 * happened and what to do next. Ids, hosts and native codes go into {@link #logDetail()}, which is never shown.
 *
 * <p>Who can act is said by the subclass: {@link InvalidRequest}, {@link Conflict}, {@link QuotaExceeded},
 * {@link NotFound} and {@link Forbidden} by the user; {@link NoCapacity} and {@link Unavailable} by the operator.
 */
public abstract class Problem extends RuntimeException {
    private final String code;
    private final @Nullable String logDetail;

    protected Problem(String code, String message, @Nullable String logDetail, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.logDetail = logDetail;
    }

    /** Stable, machine-readable: lower-case words joined by {@code -}, such as {@code quota-exceeded}. */
    public final String code() {
        return code;
    }

    /** Short and the same for every problem of this kind, such as {@code Quota exceeded}. */
    public abstract String title();

    /** The message for the log, or the shown one if there is nothing to add. */
    public final String logDetail() {
        return logDetail == null ? String.valueOf(getMessage()) : logDetail;
    }

    /** The message for the screen; never null, unlike {@link #getMessage()}. */
    public final String sentence() {
        return String.valueOf(getMessage());
    }

    /** Whether the same attempt may well succeed a little later; operations then try again by themselves. */
    public boolean isPassing() {
        return false;
    }

    /** Further facts for programs, such as the field that was wrong. Values are strings, numbers, or lists or maps of them. */
    public Map<String, Object> facts() {
        return Map.of();
    }
}
