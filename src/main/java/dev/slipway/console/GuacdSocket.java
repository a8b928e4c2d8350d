package dev.slipway.console;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.guacamole.GuacamoleException;
import org.apache.guacamole.GuacamoleServerException;
import org.apache.guacamole.GuacamoleUpstreamUnavailableException;
import org.apache.guacamole.io.GuacamoleReader;
import org.apache.guacamole.io.GuacamoleWriter;
import org.apache.guacamole.io.ReaderGuacamoleReader;
import org.apache.guacamole.io.WriterGuacamoleWriter;
import org.apache.guacamole.net.GuacamoleSocket;

/** A plain connection to guacd, given up on sooner than the library's own. */
final class GuacdSocket implements GuacamoleSocket, AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(3);

    /** The handshake takes milliseconds, or it has gone wrong and is better begun anew. */
    private static final Duration TO_AGREE = Duration.ofSeconds(5);

    private final Socket socket;
    private final GuacamoleReader reader;
    private final GuacamoleWriter writer;

    private GuacdSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.reader = new ReaderGuacamoleReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.writer =
                new WriterGuacamoleWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    static GuacdSocket connect(ConsoleSettings settings) throws GuacamoleException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(settings.guacdHost(), settings.guacdPort()), (int) TO_CONNECT.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) TO_AGREE.toMillis());
            return new GuacdSocket(socket);
        } catch (IOException e) {
            try {
                socket.close();
            } catch (IOException f) {
                e.addSuppressed(f);
            }
            throw new GuacamoleUpstreamUnavailableException("guacd cannot be reached", e);
        }
    }

    /** How long guacd may be silent from now on. */
    void waitFor(Duration silence) throws GuacamoleException {
        try {
            socket.setSoTimeout((int) silence.toMillis());
        } catch (IOException e) {
            throw new GuacamoleServerException("guacd's connection broke after the handshake", e);
        }
    }

    @Override
    public GuacamoleReader getReader() {
        return reader;
    }

    @Override
    public GuacamoleWriter getWriter() {
        return writer;
    }

    @Override
    public void close() throws GuacamoleException {
        try {
            socket.close();
        } catch (IOException e) {
            throw new GuacamoleServerException("guacd's connection would not close", e);
        }
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }
}
