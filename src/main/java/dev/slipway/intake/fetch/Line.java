package dev.slipway.intake.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to a server that is not ours: we resolve its name once, look at what it resolved to, and connect to exactly
 * that; which no ready-made client can be told.
 */
final class Line implements AutoCloseable {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final FetchRules rules;
    private final Duration silence;
    private final Socket socket = new Socket();

    /** @param silence how long the server may say nothing */
    Line(FetchRules rules, Duration silence) {
        this.rules = rules;
        this.silence = silence;
    }

    /**
     * @throws dev.slipway.kernel.InvalidRequest if the place is refused
     * @throws javax.net.ssl.SSLException if the server cannot prove that it is that host
     */
    Socket open(URI uri) throws IOException {
        var address = rules.address(uri);
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        socket.setSoTimeout((int) silence.toMillis());
        socket.connect(new InetSocketAddress(address, port), (int) silence.toMillis());
        return tls ? secured(FetchRules.host(uri), port) : socket;
    }

    private SSLSocket secured(String host, int port) throws IOException {
        var secured =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more in any case.
        }
    }
}
