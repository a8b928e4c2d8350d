package dev.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    @Test
    void quotesWhatNeedsIt() {
        assertThat(Csv.line("a", "b,c", "say \"no\"", "two\nlines", "", 4, "é 🚢"))
                .isEqualTo("a,\"b,c\",\"say \"\"no\"\"\",\"two\nlines\",,4,é 🚢\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=1+1                | '=1+1",
                "+1234567            | '+1234567",
                "-cmd                | '-cmd",
                "@SUM(A1)            | '@SUM(A1)",
                "`  =1+1`            | `'  =1+1`",
                "=HYPERLINK(\"x\")   | `\"'=HYPERLINK(\"\"x\"\")\"`",
                "＝1+1               | '＝1+1",
                "-5                  | -5",
                "-5.25               | -5.25",
                "web-1               | web-1"
            })
    void letsNoTextBeTakenForAFormula(String text, String cell) {
        assertThat(Csv.cell(text)).isEqualTo(cell);
    }

    @Test
    void letsNoControlCharacterHideAFormula() {
        assertThat(Csv.cell("\t=1")).isEqualTo("\"'\t=1\"");
        assertThat(Csv.cell("\u0000=1")).startsWith("'");
        assertThat(Csv.cell("\r\n=1")).isEqualTo("\"'\r\n=1\"");
    }
}
