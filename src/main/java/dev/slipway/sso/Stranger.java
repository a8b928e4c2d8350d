package dev.slipway.sso;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who has signed in at the provider and has no access here: kept in the browser's session for the page that says so, which
 * nobody is signed in for.
 *
 * @param name as they are called there
 * @param idToken for signing out there
 */
public record Stranger(String name, String idToken) implements Serializable {
    private static final String KEY = "slipway.sso.stranger";

    void keepIn(HttpSession session) {
        session.setAttribute(KEY, this);
    }

    public static Optional<Stranger> in(Function<String, @Nullable Object> attributes) {
        return attributes.apply(KEY) instanceof Stranger stranger ? Optional.of(stranger) : Optional.empty();
    }

    static void forget(HttpSession session) {
        session.removeAttribute(KEY);
    }

    @Override
    public String toString() {
        return "Stranger[" + name + "]";
    }
}
