package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of the loopback address for servers that are started a little later. They lie below those that the system gives
 * to outgoing connections, so that nobody is given one in between.
 */
public final class Ports {
    private static final AtomicInteger NEXT = new AtomicInteger(20_000);

    private Ports() {}

    public static int free() {
        while (true) {
            int port = NEXT.getAndIncrement();
            try (var trial = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return trial.getLocalPort();
            } catch (BindException e) {
                // Somebody's; the next one.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
