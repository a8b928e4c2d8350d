package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server on this machine that can be cut, with all that is under way on it, and mended. */
public final class CutLine implements AutoCloseable {
    private static final int WAITING = 50;

    private final int to;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    public CutLine(int to) {
        try {
            this.to = to;
            door = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().name("cut-line").start(this::answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it begins, on the loopback address. */
    public int port() {
        return door.getLocalPort();
    }

    public void cut() {
        cut = true;
        open.forEach(CutLine::end);
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                open.add(near);
                Thread.ofVirtual().name("cut-line").start(() -> join(near));
            } catch (IOException e) {
                // Closed: the loop ends.
            }
        }
    }

    private void join(Socket near) {
        try (near;
                var far = new Socket(InetAddress.getLoopbackAddress(), to)) {
            open.add(far);
            if (cut) {
                return;
            }
            var back = Thread.ofVirtual().name("cut-line").start(() -> carry(far, near));
            carry(near, far);
            back.join();
        } catch (IOException e) {
            // The server is not there; whoever called sees a closed line.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(near);
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut.
        } finally {
            end(from);
            end(to);
            open.remove(from);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
