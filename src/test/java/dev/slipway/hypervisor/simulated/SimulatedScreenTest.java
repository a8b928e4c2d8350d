package dev.slipway.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.ScreenAccess;
import dev.slipway.testing.MovableClock;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulated screen, as a viewer meets it. */
class SimulatedScreenTest {
    private static final int FRAME_BYTES = Terminal.WIDTH * Terminal.HEIGHT * 4;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final SimulatedScreen screen = new SimulatedScreen("web-1", clock);

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void showsTheNameAndWhatIsTyped() throws IOException {
        try (var viewer = new Viewer(screen.open(Duration.ofSeconds(30)))) {
            assertThat(viewer.title).isEqualTo("web-1");
            var before = viewer.frame(false);

            viewer.type('x');
            var after = viewer.frame(true);

            assertThat(after).hasSameSizeAs(before).isNotEqualTo(before);
            assertThat(before).as("something is painted").contains((byte) 0xd8);
        }
    }

    @Test
    void letsNobodyInWithAWrongOldOrExpiredPassword() throws IOException {
        var first = screen.open(Duration.ofSeconds(30));
        assertRefused(new ScreenAccess(first.hostname(), first.port(), "wrong", first.validUntil()));

        var second = screen.open(Duration.ofSeconds(30));
        assertRefused(first);
        clock.advance(Duration.ofSeconds(31));
        assertRefused(second);
    }

    @Test
    void keepsViewersWhosePasswordExpiredMeanwhile() throws IOException {
        try (var viewer = new Viewer(screen.open(Duration.ofSeconds(30)))) {
            clock.advance(Duration.ofMinutes(5));

            assertThat(viewer.frame(false)).hasSize(FRAME_BYTES);
        }
    }

    @Test
    void goesDarkWhenTheGuestIsOff() throws IOException {
        try (var viewer = new Viewer(screen.open(Duration.ofSeconds(30)))) {
            screen.close();

            assertThatThrownBy(() -> viewer.frame(false)).isInstanceOf(IOException.class);
        }
    }

    private static void assertRefused(ScreenAccess access) {
        assertThatThrownBy(() -> new Viewer(access).close()).isInstanceOf(EOFException.class);
    }

    /** The other end of RFB 3.8, as far as it is needed here. */
    private static final class Viewer implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;
        final String title;

        Viewer(ScreenAccess access) throws IOException {
            socket = new Socket(access.hostname(), access.port());
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
            out.write(in.readNBytes(12));
            assertThat(in.readNBytes(2)).containsExactly(1, 2);
            out.writeByte(2);
            out.write(RfbSession.response(in.readNBytes(16), access.password()));
            if (in.readInt() != 0) {
                socket.close();
                throw new EOFException("refused");
            }
            out.writeByte(1);
            in.skipNBytes(20);
            title = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        }

        byte[] frame(boolean incremental) throws IOException {
            out.writeByte(3);
            out.writeBoolean(incremental);
            out.write(new byte[8]);
            in.skipNBytes(16);
            return in.readNBytes(FRAME_BYTES);
        }

        void type(char key) throws IOException {
            out.write(new byte[] {4, 1, 0, 0});
            out.writeInt(key);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
