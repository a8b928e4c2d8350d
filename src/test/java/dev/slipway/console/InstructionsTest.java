package dev.slipway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.apache.guacamole.GuacamoleException;
import org.apache.guacamole.protocol.GuacamoleInstruction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionsTest {
    @Test
    void readsOneAfterTheOther() throws Exception {
        List<GuacamoleInstruction> read = Instructions.parse("3.key,2.65,1.1;0.,4.ping,1.7;3.nop;");

        assertThat(read).extracting(GuacamoleInstruction::getOpcode).containsExactly("key", "", "nop");
        assertThat(read.getFirst().getArgs()).containsExactly("65", "1");
    }

    @Test
    void writesWhatItReads() throws Exception {
        String text = "9.clipboard,1.0,10.text/plain;4.blob,1.0,8.w7zwn5iA;";
        assertThat(Instructions.parse(text))
                .extracting(Object::toString)
                .containsExactly("9.clipboard,1.0,10.text/plain;", "4.blob,1.0,8.w7zwn5iA;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.key,2.65,1.1",
                "3.ke",
                "3",
                "x",
                "3.key;9.mouse",
                "-1.key;",
                "99999.key;",
                "3.key,2.655;",
                "GET / HTTP/1.1"
            })
    void refusesWhatIsNotWhole(String text) {
        assertThatThrownBy(() -> Instructions.parse(text)).isInstanceOf(GuacamoleException.class);
    }

    @Test
    void neitherHangsNorBreaksOnNoise() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String alphabet = "0123456789.,;keymouse\uD83D\uDE00é ";
        for (int i = 0; i < 20_000; i++) {
            var noise = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(Instructions.parse(noise))
                        .as("seed %d: %s", seed, noise)
                        .isNotNull();
            } catch (GuacamoleException e) {
                assertThat(e).as("seed %d: %s", seed, noise).isNotNull();
            }
        }
    }
}
