package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import java.util.Locale;

/** What people write about images, checked. */
final class Words {
    private Words() {}

    static void line(String text, int longest, String field, String sentence) {
        require(!text.isBlank() && isLine(text, longest), field, sentence);
    }

    static void lineOrNothing(String text, int longest, String field, String sentence) {
        require(isLine(text, longest), field, sentence);
    }

    /** Several lines. */
    static void text(String text, int longest, String field, String sentence) {
        require(
                text.length() <= longest
                        && text.chars().noneMatch(c -> Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0),
                field,
                sentence);
    }

    static void require(boolean good, String field, String sentence) {
        if (!good) {
            throw new InvalidRequest("image-" + field.toLowerCase(Locale.ROOT), field, sentence);
        }
    }

    private static boolean isLine(String text, int longest) {
        return text.length() <= longest
                && text.strip().equals(text)
                && text.chars().noneMatch(Character::isISOControl);
    }
}
