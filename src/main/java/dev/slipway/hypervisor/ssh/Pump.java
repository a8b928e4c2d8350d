package dev.slipway.hypervisor.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import org.apache.sshd.client.channel.ClientChannel;

/** Carries bytes both ways between a local connection and a channel, until either ends. */
final class Pump {
    private static final int BUFFER = 32 * 1024;

    private Pump() {}

    /** Returns when both are closed. */
    static void run(SocketChannel local, ClientChannel remote) {
        var back = Thread.ofVirtual()
                .name("ssh-back")
                .start(() -> copy(remote.getInvertedOut(), Channels.newOutputStream(local), local, remote));
        copy(Channels.newInputStream(local), remote.getInvertedIn(), local, remote);
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(InputStream from, OutputStream to, SocketChannel local, ClientChannel remote) {
        var buffer = new byte[BUFFER];
        try {
            for (var n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
                to.flush();
            }
        } catch (IOException e) {
            // One side is gone: so is the other, below.
        } finally {
            remote.close(true);
            close(local);
        }
    }

    private static void close(SocketChannel local) {
        try {
            local.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
