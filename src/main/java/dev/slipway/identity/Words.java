package dev.slipway.identity;

import dev.slipway.kernel.InvalidRequest;

/** The rule for names that people give their own things: one line, so long, nothing invisible. */
final class Words {
    private Words() {}

    static String oneLine(String text, int longest, String field, String noun) {
        String line = text.strip();
        if (line.isEmpty() || line.length() > longest) {
            throw new InvalidRequest(
                    "invalid-name", field, "Give the " + noun + " a name of 1 to " + longest + " characters.");
        }
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequest(
                    "invalid-name", field, "The name of the " + noun + " must be one line of plain text.");
        }
        return line;
    }
}
