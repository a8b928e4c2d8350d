package dev.slipway.kernel;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of a CSV file (RFC 4180) that is safe to open in a spreadsheet: text that would be taken for a formula gets an
 * apostrophe in front, as OWASP advises. Numbers stay numbers.
 */
public final class Csv {
    private static final Pattern FORMULA =
            Pattern.compile("^[\\s\\p{Cntrl}]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n\\t]");

    private Csv() {}

    /** With its line end. */
    public static String line(Object... cells) {
        return Arrays.stream(cells).map(String::valueOf).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String cell(String text) {
        boolean formula =
                FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
        String safe = formula || text.startsWith("\t") || text.startsWith("\r") ? "'" + text : text;
        return SPECIAL.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
