package dev.slipway.intake.fetch;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Asks servers for files, by HTTP/1.1 of our own on a {@link Line}. Nothing is decoded.
 */
public final class RemoteFiles {
    private static final int MOST_REDIRECTS = 6;

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
        Line line = new Line(rules, silence);
        try {
            var socket = line.open(uri);
            socket.getOutputStream().write(request(uri, from, same).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return RemoteAnswer.read(socket, silence);
        } catch (SSLException e) {
            line.close();
            throw new InvalidRequest(
                    "fetch-refused",
                    "url",
                    FetchRules.host(uri) + " cannot prove that it is that host: " + e.getMessage()
                            + ". Choose another address.");
        } catch (IOException e) {
            line.close();
            throw new Unavailable("fetch-broken", FetchRules.host(uri) + " does not answer.", "asking " + uri, e);
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
    }

    private static String request(URI uri, long from, Optional<String> same) {
        String range = from > 0 ? "Range: bytes=" + from + "-\r\n" : "";
        String unless = from > 0 ? same.map(tag -> "If-Range: " + tag + "\r\n").orElse("") : "";
        return "GET " + path(uri) + " HTTP/1.1\r\nHost: " + authority(uri)
                + "\r\nUser-Agent: Slipway\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n" + range
                + unless + "\r\n";
    }

    static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    static String authority(URI uri) {
        return FetchRules.host(uri) + (uri.getPort() > 0 ? ":" + uri.getPort() : "");
    }
}
