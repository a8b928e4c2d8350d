package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.HostConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that answer, and servers that don't. */
class SignOfLifeTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private interface Behaviour {
        void of(Socket client) throws IOException;
    }

    @Test
    void believesAnAnswer() throws IOException {
        try (var server = server(client -> {
            assertThat(client.getInputStream().readNBytes(28))
                    .startsWith(0, 0, 0, 28, 0x20, 0, (byte) 0x80, (byte) 0x86);
            client.getOutputStream().write(new byte[28]);
            client.getInputStream().read();
        })) {
            assertThatCode(() -> SignOfLife.await(uri("tcp", server), PATIENCE)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls", "ssh"})
    void doesNotWaitForASilentServer(String transport) throws IOException {
        try (var server =
                server(client -> client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream()))) {
            var begin = System.nanoTime();

            assertThatThrownBy(() -> SignOfLife.await(uri(transport, server), PATIENCE))
                    .isInstanceOf(IOException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "ssh"})
    void doesNotBelieveAServerThatHangsUp(String transport) throws IOException {
        try (var server = server(Socket::close)) {
            assertThatThrownBy(() -> SignOfLife.await(uri(transport, server), PATIENCE))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void believesAnSshServersGreeting() throws IOException {
        try (var server = server(client -> {
            client.getOutputStream().write("SSH-2.0-test\r\n".getBytes());
            client.getInputStream().read();
        })) {
            assertThatCode(() -> SignOfLife.await(uri("ssh", server), PATIENCE)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls", "ssh"})
    void saysThatNobodyListens(String transport) throws IOException {
        // Taken, so that nobody else listens there meanwhile.
        try (var silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertThatThrownBy(() -> SignOfLife.await(uri(transport, silent.getLocalPort()), PATIENCE))
                    .isInstanceOf(IOException.class);
        }
    }

    private static HostUri uri(String transport, ServerSocket server) {
        return uri(transport, server.getLocalPort());
    }

    private static HostUri uri(String transport, int port) {
        return HostUri.of(new HostConnection("qemu+" + transport + "://127.0.0.1:" + port + "/system"));
    }

    private static ServerSocket server(Behaviour behaviour) throws IOException {
        var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var client = server.accept()) {
                    behaviour.of(client);
                } catch (IOException e) {
                    // The test is over, or its client hung up.
                }
            }
        });
        return server;
    }
}
