package dev.slipway.sso;

import dev.slipway.kernel.InvalidRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a token says of somebody. Its words come from elsewhere: bounded in number and length, and used as values only. */
record Claims(Map<String, Object> all) {
    static final int MOST_VALUES = 10_000;
    static final int LONGEST_VALUE = 1_000;

    /**
     * The texts of a claim: one, or those of a list; none if it is not there or of another kind.
     *
     * @param path its name, with dots into objects: {@code realm_access.roles}. A claim of that very name comes first
     * @throws InvalidRequest in words, if there are too many or one is too long
     */
    List<String> values(String path) {
        Object found = find(all, path);
        List<String> values = switch (found) {
            case null -> List.of();
            case String text -> List.of(text);
            case Collection<?> many -> {
                if (many.size() > MOST_VALUES) {
                    throw tooLarge(path, many.size() + " values; " + MOST_VALUES + " are the most");
                }
                yield many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            }
            default -> List.of();
        };
        if (values.stream().anyMatch(v -> v.length() > LONGEST_VALUE)) {
            throw tooLarge(path, "a value of more than " + LONGEST_VALUE + " characters");
        }
        return values;
    }

    Optional<String> text(String path) {
        return values(path).stream().findFirst().map(String::strip).filter(t -> !t.isEmpty());
    }

    /** As the person reads it. */
    String displayName() {
        return text("name")
                .or(() -> text("preferred_username"))
                .or(() -> text("email"))
                .orElse("");
    }

    private static @Nullable Object find(Map<?, ?> object, String path) {
        if (object.containsKey(path)) {
            return object.get(path);
        }
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            if (object.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
                return find(inner, path.substring(dot + 1));
            }
        }
        return null;
    }

    private static InvalidRequest tooLarge(String claim, String what) {
        return new InvalidRequest(
                "claims-too-large",
                "claims",
                "The claim " + claim + " has " + what
                        + ". Ask who runs your organisation's sign-in to send only the groups that concern this"
                        + " portal.");
    }
}
