package dev.slipway.quota;

import dev.slipway.kernel.InvalidRequest;

/** The rule for names of templates: one line, without anything invisible, and none that could be taken for the built-in one. */
final class TemplateName {
    static final String BUILT_IN = "default";
    private static final int LONGEST = 63;

    private TemplateName() {}

    static String valid(String name) {
        String line = name.strip().replaceAll(" {2,}", " ");
        boolean plain = line.codePoints().noneMatch(TemplateName::isInvisible);
        if (line.isEmpty() || line.length() > LONGEST || !plain) {
            throw new InvalidRequest(
                    "invalid-name", "name", "A template's name is one line of 1 to " + LONGEST + " characters.");
        }
        if (line.equalsIgnoreCase(BUILT_IN)) {
            throw new InvalidRequest(
                    "invalid-name",
                    "name",
                    "The template " + BUILT_IN + " is the built-in one, set by the portal's settings."
                            + " Choose another name.");
        }
        return line;
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
