package dev.slipway.vm.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.SerialOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text out of what a guest sends to a terminal. */
class SerialWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [\\e[0;32m  OK  \\e[0m] up\\r\\n    | [  OK  ] up\\n
            \\e]0;title\\abody                 | body
            \\e]0;title\\e\\\\body              | body
            \\ePq#0;2;0;0\\e\\\\after            | after
            \\ecclear\\e(Bplain               | clearplain
            10%\\r20%\\r\\r\\ndone            | 10%\\n20%\\ndone
            a\\b\\0\\7b\\u202ec                 | abc
            grüße 😀                          | grüße 😀
            """)
    void leavesOutWhatOnlyATerminalUnderstands(String said, String text) {
        assertThat(of(bytes(unescaped(said))).text()).isEqualTo(unescaped(text));
    }

    @Test
    void leavesWhatHasOnlyBegunForTheNextTime() {
        for (var begun : new String[] {"\u001b", "\u001b[3", "\u001b]0;ti", "\r"}) {
            var said = of(bytes("abc" + begun));
            assertThat(said.text()).isEqualTo("abc");
            assertThat(said.next()).isEqualTo(3);
        }
        var half = bytes("ab😀");
        for (var missing = 1; missing < 4; missing++) {
            var cut = java.util.Arrays.copyOf(half, half.length - missing);
            assertThat(of(cut).text()).isEqualTo("ab");
            assertThat(of(cut).next()).isEqualTo(2);
        }
        assertThat(of(bytes("\u001b]0;" + "x".repeat(200))).next()).isEqualTo(204);
    }

    @Test
    void beginsWithALineWhereThatIsNear() {
        var said = SerialWords.of(new SerialOutput(bytes("f a line\nnext"), 100, 113), true);

        assertThat(said.text()).isEqualTo("next");
        assertThat(said.from()).isEqualTo(109);
        assertThat(SerialWords.of(new SerialOutput(bytes("whole\nnext"), 0, 10), true)
                        .text())
                .startsWith("whole");
    }

    @Test
    void survivesWhateverAGuestSaysAndInNoTime() {
        var random = new Random(7);
        var all = new ByteArrayOutputStream();
        for (var i = 0; i < 20_000; i++) {
            var noise = new byte[16];
            random.nextBytes(noise);
            all.writeBytes(noise);
            all.writeBytes(bytes("\u001b[" + "1;".repeat(random.nextInt(20))));
        }
        var began = System.nanoTime();

        var said = of(all.toByteArray());

        assertThat(said.text().codePoints().filter(c -> c < ' ' || c == 0x7f || c == 0x202e))
                .containsOnly((int) '\n', (int) '\t');
        assertThat(said.next()).isBetween(all.size() - 70L, (long) all.size());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(of(new byte[0]).text()).isEmpty();
    }

    private static SerialText of(byte[] bytes) {
        return SerialWords.of(new SerialOutput(bytes, 0, bytes.length), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String unescaped(String text) {
        return text.replace("\\\\", "\u0001")
                .replace("\\e", "\u001b")
                .replace("\\a", "\u0007")
                .replace("\\b", "\b")
                .replace("\\0", "\u0000")
                .replace("\\7", "\u0007")
                .replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\u202e", "\u202e")
                .replace("\u0001", "\\");
    }
}
