package dev.slipway.access;

import dev.slipway.identity.Role;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What a refusal must say. */
final class Refusals {
    /** Those who have it, or the one person who may. */
    private static final Pattern PEOPLE = Pattern.compile("Only (those who|\\S+ can) .*");

    private Refusals() {}

    /** A role, those who have something, or one person by name. */
    static boolean namesWhoMay(String reason) {
        return PEOPLE.matcher(reason).matches()
                || Arrays.stream(Role.values()).anyMatch(role -> reason.contains(role.words()));
    }
}
