package dev.slipway.notice;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.UserId;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody is to be told.
 *
 * @param about empty if it is about nothing that could be somebody else's
 * @param once told only once under that key; empty = it happens only once
 */
record Notice(UserId to, NoticeKind kind, String title, String text, Optional<About> about, Optional<String> once) {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 1000;

    Notice {
        title = line(title, LONGEST_TITLE);
        text = line(text, LONGEST_TEXT);
    }

    /** @param type the noun, such as {@code vm} @param scope whose it was at that moment */
    record About(String type, UUID id, Scope scope) {
        static final String VM = "vm";
        static final String REQUEST = "quota-request";
    }

    static Notice of(UserId to, NoticeKind kind, String title, String text, About about) {
        return new Notice(to, kind, title, text, Optional.of(about), Optional.empty());
    }

    /** Names and sentences come from anywhere; a row, a subject and a line on a phone have room for so much. */
    private static String line(String words, int longest) {
        String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end) + "…";
    }
}
