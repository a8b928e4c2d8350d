package dev.slipway.intake.fetch;

import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells servers something, by the rules for {@link RemoteFiles}. What they say is not read, and where they send us not gone. */
public final class RemotePosts {
    private static final Pattern LITERAL = Pattern.compile("\\[.*]|[0-9a-fx.]*[0-9][0-9a-fx.]*");
    private static final Pattern HEADER = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]*");

    private final FetchRules rules;
    private final Duration silence;

    /** @param silence how long a server may say nothing */
    public RemotePosts(FetchRules rules, Duration silence) {
        this.rules = rules;
        this.silence = silence;
    }

    /** @param words the status line, such as {@code 503 Service Unavailable} */
    public record Answer(int status, String words) {}

    /** Without asking anybody. @throws InvalidRequest {@code url-refused} if nothing may be told to it */
    public URI check(String url) {
        URI uri = rules.check(url);
        if (LITERAL.matcher(FetchRules.host(uri)).matches()) {
            rules.address(uri);
        }
        return uri;
    }

    /**
     * @param headers each one line of printable ASCII
     * @throws InvalidRequest if the place is refused
     * @throws IOException if there is no answer
     */
    public Answer post(String url, Map<String, String> headers, byte[] body) throws IOException {
        URI uri = rules.check(url);
        try (Line line = new Line(rules, silence)) {
            var socket = line.open(uri);
            OutputStream out = socket.getOutputStream();
            out.write(head(uri, headers, body.length).getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            try (RemoteAnswer answer = RemoteAnswer.read(socket, silence)) {
                return new Answer(answer.status(), answer.words());
            }
        }
    }

    private static String head(URI uri, Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder("POST " + RemoteFiles.path(uri) + " HTTP/1.1\r\nHost: "
                + RemoteFiles.authority(uri) + "\r\nUser-Agent: Slipway\r\nAccept: */*\r\nConnection: close\r\n"
                + "Content-Length: " + length + "\r\n");
        headers.forEach((name, value) -> {
            if (!HEADER.matcher(value).matches()) {
                throw new IllegalArgumentException("no value of a header " + name);
            }
            head.append(name).append(": ").append(value).append("\r\n");
        });
        return head.append("\r\n").toString();
    }
}
