package dev.slipway.hypervisor.simulated;

import java.util.Locale;
import java.util.Map;

/** Letters of three by five dots, so that painting text needs no font to be installed. */
final class Glyphs {
    static final int WIDTH = 3;
    static final int HEIGHT = 5;
    private static final String UNKNOWN = "77777";

    /** A row an octal digit, from the top; its highest bit is the left dot. */
    private static final Map<Character, String> ROWS = Map.ofEntries(
            Map.entry(' ', "00000"),
            Map.entry('0', "75557"),
            Map.entry('1', "26227"),
            Map.entry('2', "71747"),
            Map.entry('3', "71717"),
            Map.entry('4', "55711"),
            Map.entry('5', "74717"),
            Map.entry('6', "74757"),
            Map.entry('7', "71122"),
            Map.entry('8', "75757"),
            Map.entry('9', "75717"),
            Map.entry('A', "25755"),
            Map.entry('B', "65656"),
            Map.entry('C', "34443"),
            Map.entry('D', "65556"),
            Map.entry('E', "74647"),
            Map.entry('F', "74644"),
            Map.entry('G', "34553"),
            Map.entry('H', "55755"),
            Map.entry('I', "72227"),
            Map.entry('J', "11152"),
            Map.entry('K', "55655"),
            Map.entry('L', "44447"),
            Map.entry('M', "57755"),
            Map.entry('N', "65555"),
            Map.entry('O', "25552"),
            Map.entry('P', "65644"),
            Map.entry('Q', "25573"),
            Map.entry('R', "65655"),
            Map.entry('S', "34216"),
            Map.entry('T', "72222"),
            Map.entry('U', "55557"),
            Map.entry('V', "55552"),
            Map.entry('W', "55775"),
            Map.entry('X', "55255"),
            Map.entry('Y', "55222"),
            Map.entry('Z', "71247"),
            Map.entry('-', "00700"),
            Map.entry('.', "00002"),
            Map.entry('_', "00007"),
            Map.entry(':', "02020"),
            Map.entry(';', "02024"),
            Map.entry(',', "00024"),
            Map.entry('/', "11244"),
            Map.entry('\\', "44211"),
            Map.entry('!', "22202"),
            Map.entry('?', "71202"),
            Map.entry('+', "02720"),
            Map.entry('=', "07070"),
            Map.entry('(', "12221"),
            Map.entry(')', "42224"),
            Map.entry('[', "64446"),
            Map.entry(']', "31113"),
            Map.entry('#', "57575"),
            Map.entry('*', "52725"),
            Map.entry('\'', "22000"),
            Map.entry('"', "55000"),
            Map.entry('<', "12421"),
            Map.entry('>', "42124"),
            Map.entry('$', "36236"),
            Map.entry('%', "51245"),
            Map.entry('&', "25253"),
            Map.entry('|', "22222"),
            Map.entry('@', "75743"));

    private Glyphs() {}

    static boolean dot(char letter, int x, int y) {
        var rows = ROWS.getOrDefault(
                String.valueOf(letter).toUpperCase(Locale.ROOT).charAt(0), UNKNOWN);
        return ((rows.charAt(y) - '0') >> (WIDTH - 1 - x) & 1) == 1;
    }
}
