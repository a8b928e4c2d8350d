package dev.slipway.tenant;

import dev.slipway.kernel.InvalidRequest;

/** The rule for names of tenants and projects: as people write them, one line, without anything invisible. */
final class Names {
    private static final int LONGEST = 63;
    private static final int LONGEST_REASON = 490;

    private Names() {}

    /** Why something was done, for those whom it concerns. */
    static String reason(String why) {
        String line = why.strip();
        if (line.isEmpty() || line.length() > LONGEST_REASON || !isPlain(line)) {
            throw new InvalidRequest(
                    "invalid-reason",
                    "why",
                    "Say why, in one line of 1 to " + LONGEST_REASON + " characters; the tenant's people read it.");
        }
        return line.endsWith(".") ? line : line + ".";
    }

    static String valid(String name) {
        String line = name.strip().replaceAll("[ ]{2,}", " ");
        if (line.isEmpty() || line.length() > LONGEST || !isPlain(line)) {
            throw new InvalidRequest("invalid-name", "name", "A name is one line of 1 to " + LONGEST + " characters.");
        }
        return line;
    }

    private static boolean isPlain(String line) {
        return line.codePoints().noneMatch(c -> {
            int type = Character.getType(c);
            return Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE
                    || type == Character.UNASSIGNED;
        });
    }
}
