package dev.slipway.intake.fetch;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks servers for files, by HTTP/1.1 of our own: we resolve a name once, look at what it resolved to, and connect to exactly
 * that; which no ready-made client can be told. Nothing is decoded.
 */
public final class RemoteFiles {
    private static final int MOST_REDIRECTS = 6;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final FetchRules rules;
    private final Duration silence;

    /** @param silence how long a server may say nothing */
    public RemoteFiles(FetchRules rules, Duration silence) {
        this.rules = rules;
        this.silence = silence;
    }

    /**
     * Opens a file at some byte of it, wherever the server sends us.
     *
     * @param same what the part before that byte was ({@link RemoteAnswer#tag}); another file is then sent from its beginning
     * @throws InvalidRequest if the place is refused, by us or by the server
     * @throws Unavailable if another try may go better
     */
    public RemoteAnswer open(String url, long from, Optional<String> same) {
        URI at = rules.check(url);
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            RemoteAnswer answer = ask(at, from, same);
            Optional<String> elsewhere = answer.redirection();
            if (elsewhere.isEmpty()) {
                return answer;
            }
            answer.close();
            at = rules.check(resolved(at, elsewhere.get()));
        }
        throw new InvalidRequest(
                "fetch-refused",
                "url",
                "The server sends us from one place to the next. Look whether the address is right.");
    }

    private static String resolved(URI at, String elsewhere) {
        try {
            return at.resolve(elsewhere.strip()).toString();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("fetch-refused", "url", "The server sends us to something that is no address.");
        }
    }

    private RemoteAnswer ask(URI uri, long from, Optional<String> same) {
        var address = rules.address(uri);
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        var socket = new Socket();
        try {
            socket.setSoTimeout((int) silence.toMillis());
            socket.connect(new InetSocketAddress(address, port), (int) silence.toMillis());
            var line = tls ? secured(socket, FetchRules.host(uri), port) : socket;
            line.getOutputStream().write(request(uri, from, same).getBytes(StandardCharsets.ISO_8859_1));
            line.getOutputStream().flush();
            return RemoteAnswer.read(line, silence);
        } catch (SSLException e) {
            close(socket);
            throw new InvalidRequest(
                    "fetch-refused",
                    "url",
                    FetchRules.host(uri) + " cannot prove that it is that host: " + e.getMessage()
                            + ". Choose another address.");
        } catch (IOException e) {
            close(socket);
            throw new Unavailable(
                    "fetch-broken", FetchRules.host(uri) + " does not answer.", "asking " + uri + " at " + address, e);
        } catch (RuntimeException e) {
            close(socket);
            throw e;
        }
    }

    private static SSLSocket secured(Socket socket, String host, int port) throws IOException {
        var secured =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static String request(URI uri, long from, Optional<String> same) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() > 0 ? ":" + uri.getPort() : "";
        String range = from > 0 ? "Range: bytes=" + from + "-\r\n" : "";
        String unless = from > 0 ? same.map(tag -> "If-Range: " + tag + "\r\n").orElse("") : "";
        return "GET " + path + query + " HTTP/1.1\r\nHost: " + FetchRules.host(uri) + port
                + "\r\nUser-Agent: Slipway\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n" + range
                + unless + "\r\n";
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more in any case.
        }
    }
}
