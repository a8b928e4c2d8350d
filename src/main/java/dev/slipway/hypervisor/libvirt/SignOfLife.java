package dev.slipway.hypervisor.libvirt;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks in plain Java whether a host's daemon answers at all, because opening a native connection to one that hangs
 * blocks for ever, and with it the thread.
 */
final class SignOfLife {
    private static final int LENGTH = 28;
    private static final int REMOTE_PROGRAM = 0x20008086;
    private static final int AUTH_LIST = 66;
    private static final List<String> SOCKETS =
            List.of("/run/libvirt/libvirt-sock", "/run/libvirt/virtqemud-sock", "/var/run/libvirt/libvirt-sock");

    private SignOfLife() {}

    /** @throws IOException saying what is wrong, after at most about twice the patience */
    static void await(HostUri uri, Duration patience) throws IOException {
        switch (uri.transport()) {
            case UNIX -> unix(uri, patience);
            case TCP -> tcp(uri, patience);
            case TLS -> tls(uri, patience);
            case SSH -> ssh(uri, patience);
            case NONE -> {}
        }
    }

    /** Whether it is libvirt's daemon that answers, not only the SSH server before it. */
    static boolean comesFromDaemon(HostUri uri) {
        return switch (uri.transport()) {
            case UNIX, TCP, TLS -> true;
            case SSH, NONE -> false;
        };
    }

    private static void unix(HostUri uri, Duration patience) throws IOException {
        var configured = uri.parameter("socket");
        var paths = configured.isPresent()
                ? List.of(configured.get())
                : "/system".equals(uri.uri().getPath())
                        ? SOCKETS.stream()
                                .filter(path -> Files.exists(Path.of(path)))
                                .toList()
                        : List.<String>of();
        IOException failure = null;
        for (var path : paths) {
            try {
                unix(Path.of(path), patience);
                return;
            } catch (IOException e) {
                failure = new IOException(path + ": " + e.getMessage(), e);
            }
        }
        // No socket where we know to look: let libvirt find one, or say what it misses.
        if (failure != null) {
            throw failure;
        }
    }

    private static void unix(Path path, Duration patience) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                var selector = Selector.open()) {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(path)) && !channel.finishConnect()) {
                throw new IOException("does not accept connections");
            }
            channel.write(question());
            channel.register(selector, SelectionKey.OP_READ);
            if (selector.select(patience.toMillis()) == 0) {
                throw new IOException("no answer within " + patience);
            }
            if (channel.read(ByteBuffer.allocate(LENGTH)) <= 0) {
                throw new IOException("closed without an answer");
            }
        }
    }

    private static void tcp(HostUri uri, Duration patience) throws IOException {
        try (var socket = connect(uri, patience)) {
            socket.getOutputStream().write(question().array());
            if (socket.getInputStream().read() < 0) {
                throw new IOException("closed without an answer");
            }
        }
    }

    private static void ssh(HostUri uri, Duration patience) throws IOException {
        try (var socket = connect(uri, patience)) {
            if (socket.getInputStream().read() != 'S') {
                throw new IOException("no SSH server");
            }
        }
    }

    /** A handshake that is refused is an answer, too; who may come in is for libvirt to find out. */
    private static void tls(HostUri uri, Duration patience) throws IOException {
        try (var socket = connect(uri, patience)) {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new NothingIsSaid()}, null);
            try (var secure =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, uri.hostname(), uri.port(), true)) {
                secure.startHandshake();
            } catch (SSLException answered) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS in this Java", e);
        }
    }

    private static Socket connect(HostUri uri, Duration patience) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(uri.hostname(), uri.port()), (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** libvirt's remote protocol: the one call that is open to everybody. */
    private static ByteBuffer question() {
        return ByteBuffer.allocate(LENGTH)
                .putInt(LENGTH)
                .putInt(REMOTE_PROGRAM)
                .putInt(1)
                .putInt(AUTH_LIST)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .flip();
    }

    /** Trusts anybody, for a conversation in which nothing is told or believed. */
    private static final class NothingIsSaid implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
