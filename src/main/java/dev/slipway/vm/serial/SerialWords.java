package dev.slipway.vm.serial;

import dev.slipway.hypervisor.SerialOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes text of what a guest sent to a terminal. The guest may be hostile: whatever comes, what is left is plain lines. */
final class SerialWords {
    private static final byte ESCAPE = 0x1b;
    /** No sequence that means anything is longer. */
    private static final int LONGEST_SEQUENCE = 64;
    /** A first line that is longer is shown from its middle. */
    private static final int LONGEST_FIRST_LINE = 4096;

    /** Each alternative ends at the first character that it cannot have, so that no input makes it try twice. */
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[[0-?]*+[ -/]*+[@-~]?"
            + "|\u001b[\\]P_^X][^\u0007\u001b\n]*+(?:\u0007|\u001b\\\\)?"
            + "|\u001b[ -/]*+[0-~]?");

    private static final Pattern LINE_END = Pattern.compile("\r*+\n|\r++");
    /** Besides control characters those that turn the direction of what stands around them. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cntrl}\u200e\u200f\u202a-\u202e\u2066-\u2069&&[^\n\t]]+");

    private SerialWords() {}

    /** @param tail whether it is to begin with a line */
    static SerialText of(SerialOutput output, boolean tail) {
        var bytes = output.bytes();
        var begin = tail && output.from() > 0 ? beginOfLine(bytes) : 0;
        var end = Math.max(begin, wholeUntil(bytes));
        return new SerialText(
                text(Arrays.copyOfRange(bytes, begin, end)),
                output.from() + begin,
                output.from() + end,
                output.size(),
                Optional.empty());
    }

    private static String text(byte[] bytes) {
        var words = SEQUENCE.matcher(new String(bytes, StandardCharsets.UTF_8)).replaceAll("");
        return UNSEEN.matcher(LINE_END.matcher(words).replaceAll("\n")).replaceAll("");
    }

    private static int beginOfLine(byte[] bytes) {
        for (var i = 0; i < Math.min(bytes.length, LONGEST_FIRST_LINE); i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        var begin = 0;
        while (begin < bytes.length && isContinuation(bytes[begin])) {
            begin++;
        }
        return begin;
    }

    /** Leaves for the next time what has only begun: a character, an end of line, or a sequence for a terminal. */
    private static int wholeUntil(byte[] bytes) {
        var end = bytes.length;
        for (var i = end - 1; i >= Math.max(0, end - LONGEST_SEQUENCE); i--) {
            if (bytes[i] == ESCAPE) {
                return isWhole(new String(bytes, i, end - i, StandardCharsets.ISO_8859_1)) ? end : i;
            }
        }
        if (end > 0 && bytes[end - 1] == '\r') {
            return end - 1;
        }
        var last = end - 1;
        while (last > 0 && end - last < 4 && isContinuation(bytes[last])) {
            last--;
        }
        return last >= 0 && end - last < lengthOf(bytes[last]) ? last : end;
    }

    private static final Pattern WHOLE = Pattern.compile(
            "\u001b(?:\\[[0-?]*+[ -/]*+[^0-? -/]|[\\]P_^X][^\u0007]*+\u0007|[^\\[\\]P_^X]).*", Pattern.DOTALL);

    private static boolean isWhole(String sequence) {
        return sequence.length() == LONGEST_SEQUENCE || WHOLE.matcher(sequence).matches();
    }

    private static boolean isContinuation(byte one) {
        return (one & 0xc0) == 0x80;
    }

    /** Of the character that begins so. */
    private static int lengthOf(byte first) {
        var bits = first & 0xff;
        return bits >= 0xf0 ? 4 : bits >= 0xe0 ? 3 : bits >= 0xc0 ? 2 : 1;
    }
}
