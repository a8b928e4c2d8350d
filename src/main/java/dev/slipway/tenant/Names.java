package dev.slipway.tenant;

import dev.slipway.kernel.InvalidRequest;

/** The rule for names of tenants and projects: as people write them, one line, without anything invisible. */
final class Names {
    private static final int LONGEST = 63;

    private Names() {}

    static String valid(String name, String noun) {
        String line = name.strip().replaceAll("[ ]{2,}", " ");
        boolean plain = line.codePoints().noneMatch(c -> {
            int type = Character.getType(c);
            return Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE
                    || type == Character.UNASSIGNED;
        });
        if (line.isEmpty() || line.length() > LONGEST || !plain) {
            throw new InvalidRequest(
                    "invalid-name", "name", "A " + noun + "'s name is one line of 1 to " + LONGEST + " characters.");
        }
        return line;
    }
}
