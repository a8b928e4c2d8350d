package dev.slipway.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP door in front of a server, on a port of its own, that a test can shut. */
final class Gate {
    private final int port;
    private final int to;
    private final Set<Socket> through = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket door;

    Gate(int to) {
        this.to = to;
        try {
            door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = door.getLocalPort();
        Thread.ofVirtual().start(() -> accept(door));
    }

    int port() {
        return port;
    }

    /** As if the server had ended: new connections are refused, those there are break. */
    void shut() throws IOException {
        door.close();
        for (Socket socket : through) {
            socket.close();
        }
    }

    void open() throws IOException {
        ServerSocket next = new ServerSocket();
        next.setReuseAddress(true);
        next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        door = next;
        Thread.ofVirtual().start(() -> accept(next));
    }

    private void accept(ServerSocket at) {
        while (!at.isClosed()) {
            try {
                Socket guest = at.accept();
                Socket host = new Socket(InetAddress.getLoopbackAddress(), to);
                guest.setTcpNoDelay(true);
                host.setTcpNoDelay(true);
                through.add(guest);
                through.add(host);
                Thread.ofVirtual().start(() -> carry(guest, host));
                Thread.ofVirtual().start(() -> carry(host, guest));
            } catch (IOException e) {
                return; // shut
            }
        }
    }

    private void carry(Socket from, Socket into) {
        try (from;
                into;
                InputStream in = from.getInputStream()) {
            in.transferTo(into.getOutputStream());
        } catch (IOException e) {
            // one side went, so does the other
        } finally {
            through.remove(from);
            through.remove(into);
        }
    }
}
