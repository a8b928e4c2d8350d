package dev.slipway.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.guacamole.protocol.GuacamoleInstruction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserOpcodeTest {
    @Test
    void letsHandsAndAnswersThrough() {
        assertThat(BrowserOpcode.of(new GuacamoleInstruction("key", "65", "1"))).contains(BrowserOpcode.KEY);
        assertThat(BrowserOpcode.of(new GuacamoleInstruction("mouse", "1", "2", "0")))
                .contains(BrowserOpcode.MOUSE);
        assertThat(BrowserOpcode.of(new GuacamoleInstruction("sync", "1700000000000")))
                .contains(BrowserOpcode.SYNC);
        assertThat(BrowserOpcode.of(new GuacamoleInstruction("ack", "1", "OK", "0")))
                .contains(BrowserOpcode.ACK);
        assertThat(BrowserOpcode.of(new GuacamoleInstruction("blob", "1", "aGk=")))
                .contains(BrowserOpcode.BLOB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select",
                "connect",
                "args",
                "file",
                "pipe",
                "put",
                "get",
                "audio",
                "video",
                "argv",
                "error",
                "ready",
                "KEY",
                "required",
                "name",
                "img",
                "filesystem",
                "body",
                "undefine"
            })
    void holdsEverythingElseBack(String opcode) {
        assertThat(BrowserOpcode.of(new GuacamoleInstruction(opcode, "1", "2"))).isEmpty();
    }

    @Test
    void holdsBackWhatIsMisshapen() {
        assertThat(BrowserOpcode.of(new GuacamoleInstruction("key", "65"))).isEmpty();
        assertThat(BrowserOpcode.of(new GuacamoleInstruction("key", "A", "1"))).isEmpty();
        assertThat(BrowserOpcode.of(new GuacamoleInstruction("mouse", "1", "2", "0", "0", "0")))
                .isEmpty();
        assertThat(BrowserOpcode.of(new GuacamoleInstruction("key", "9".repeat(30), "1")))
                .isEmpty();
    }
}
