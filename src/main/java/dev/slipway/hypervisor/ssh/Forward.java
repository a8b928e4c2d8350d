package dev.slipway.hypervisor.ssh;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.sshd.client.channel.ClientChannel;

/** A UNIX socket on the portal whose connections come out on the host. */
final class Forward implements AutoCloseable {
    private final Path path;
    private final ServerSocketChannel server;
    private final Opener opener;

    /** Opens the far end of one connection. */
    interface Opener {
        ClientChannel open() throws IOException;
    }

    private Forward(Path path, ServerSocketChannel server, Opener opener) {
        this.path = path;
        this.server = server;
        this.opener = opener;
    }

    /** @param permissions of the socket, as {@code rw-------} */
    static Forward open(Path path, String permissions, Opener opener) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        var forward = new Forward(path, server, opener);
        Thread.ofVirtual().name("ssh-forward").start(forward::accept);
        return forward;
    }

    Path path() {
        return path;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                var local = server.accept();
                Thread.ofVirtual().name("ssh-forward").start(() -> serve(local));
            } catch (IOException e) {
                close();
            }
        }
    }

    private void serve(SocketChannel local) {
        try (local) {
            Pump.run(local, opener.open());
        } catch (IOException e) {
            // Whoever connected finds it closed; why is told to those who ask for a sign of life.
        }
    }

    /** Takes no more connections; those that stand go on. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A socket that nobody listens at harms nobody.
        }
    }
}
