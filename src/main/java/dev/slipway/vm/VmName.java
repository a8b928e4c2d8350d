package dev.slipway.vm;

import dev.slipway.kernel.InvalidRequest;
import java.util.Optional;

/** A VM's name, which is its host name too: 1 to 63 lower-case letters, digits and dashes, no dash at either end. */
public record VmName(String value) {
    private static final int LONGEST = 63;

    /** @throws InvalidRequest with a sentence that says what is wrong with it */
    public VmName {
        whyNot(value).ifPresent(sentence -> {
            throw new InvalidRequest("vm-name", "name", sentence);
        });
    }

    /** What is wrong with a name, or empty if it will do: for forms. */
    public static Optional<String> whyNot(String name) {
        if (name.isEmpty()) {
            return Optional.of("Give the VM a name: 1 to 63 lower-case letters, digits and dashes.");
        }
        if (name.length() > LONGEST) {
            return Optional.of("A name has at most 63 characters; this one has " + name.length() + ".");
        }
        var odd = name.codePoints()
                .filter(c -> !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
                .findFirst();
        if (odd.isPresent()) {
            return Optional.of(oddCharacter(odd.getAsInt()));
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            return Optional.of("A name begins and ends with a letter or a digit, not with a dash.");
        }
        return Optional.empty();
    }

    private static String oddCharacter(int c) {
        if (c >= 'A' && c <= 'Z') {
            return "A name has no capital letters, because it is the VM's host name too. Write "
                    + Character.toString(Character.toLowerCase(c)) + " for " + Character.toString(c) + ".";
        }
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            return "A name has no spaces. Use a dash instead.";
        }
        if (Character.isISOControl(c)) {
            return "A name has only lower-case letters, digits and dashes; this one has an invisible character.";
        }
        return "A name has only lower-case letters, digits and dashes; " + Character.toString(c) + " is none of them.";
    }
}
