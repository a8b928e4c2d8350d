package dev.slipway.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuacdOpcodesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4.sync,13.1700000000000; | DRAWING",
                "3.nop; | DRAWING",
                "5.error,8.Aborted.,3.519; | ERROR",
                "10.disconnect; | DISCONNECT",
                "7.connect,13.VERSION_1_3_0,9.127.0.0.1,4.5900,8.pa55word; | FOREIGN",
                "6.select,3.vnc; | FOREIGN",
                "5.ready,3.$ab; | FOREIGN",
                "3.key,2.65,1.1; | FOREIGN",
                "4.pipe,1.1,10.text/plain; | UNKNOWN",
                "32.abcdefghijklmnopqrstuvwxyzabcdef; | UNKNOWN"
            })
    void tellsDrawingFromWhatIsNotForTheBrowser(String instruction, GuacdOpcodes.Kind kind) {
        assertThat(GuacdOpcodes.kind(instruction.toCharArray())).isEqualTo(kind);
    }

    @Test
    void knowsNothingInFragments() {
        assertThat(GuacdOpcodes.kind(new char[0])).isEqualTo(GuacdOpcodes.Kind.UNKNOWN);
        assertThat(GuacdOpcodes.kind("4".toCharArray())).isEqualTo(GuacdOpcodes.Kind.UNKNOWN);
        assertThat(GuacdOpcodes.kind("4.".toCharArray())).isEqualTo(GuacdOpcodes.Kind.UNKNOWN);
    }
}
