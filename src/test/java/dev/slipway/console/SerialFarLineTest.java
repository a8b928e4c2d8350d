package dev.slipway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.vm.serial.SerialLine;
import dev.slipway.vm.serial.SerialLine.Ended;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.guacamole.GuacamoleClientException;
import org.apache.guacamole.GuacamoleException;
import org.apache.guacamole.protocol.GuacamoleInstruction;
import org.junit.jupiter.api.Test;

class SerialFarLineTest {
    private final SpokenLine guest = new SpokenLine();
    private final SerialFarLine far = new SerialFarLine(new SerialLine(guest, () -> Ended.TAKEN));

    @Test
    void carriesBytesBothWaysAndSaysWhyItHasEnded() throws Exception {
        guest.say("grüße\u001b[0m");
        far.write(typed("ls\r"));

        assertThat(text(far.read())).isEqualTo("grüße\u001b[0m");
        assertThat(guest.typed()).isEqualTo("ls\r");
        guest.say("last words");
        guest.hangUp();
        assertThat(text(far.read())).isEqualTo("last words");
        assertThat(far.read()).isNull();
        assertThat(far.ending()).isEqualTo(Ending.TAKEN);
    }

    @Test
    void keepsTheLastOfAGuestThatTalksFasterThanAnybodyListens() throws Exception {
        for (var i = 0; i < 1024; i++) {
            guest.say("x".repeat(1024));
        }
        guest.say("the end");
        guest.hangUp();
        // It is read although nobody takes it.
        await().until(() -> guest.unread() == 0);

        var all = new ByteArrayOutputStream();
        for (var next = far.read(); next != null; next = far.read()) {
            all.writeBytes(text(next).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(all.toString(StandardCharsets.UTF_8)).contains("left out").endsWith("the end");
        assertThat(all.size()).isLessThan(257 * 1024);
    }

    @Test
    void refusesWhatIsNoBase64AndEndsWhenItIsClosed() throws Exception {
        assertThatThrownBy(() -> far.write(new GuacamoleInstruction("type", "€")))
                .isInstanceOf(GuacamoleClientException.class);

        far.close();

        assertThat(far.read()).isNull();
        assertThat(guest.isClosed()).isTrue();
    }

    private static GuacamoleInstruction typed(String keys) {
        return new GuacamoleInstruction(
                "type", Base64.getEncoder().encodeToString(keys.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(String instruction) throws GuacamoleException {
        var term = Instructions.parse(instruction).getFirst();
        assertThat(term.getOpcode()).isEqualTo("term");
        return new String(Base64.getDecoder().decode(term.getArgs().getFirst()), StandardCharsets.UTF_8);
    }
}
