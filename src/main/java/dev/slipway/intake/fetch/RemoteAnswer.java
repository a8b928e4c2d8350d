package dev.slipway.intake.fetch;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What a server answered, up to the first byte of the file; that itself is read from {@link #body}. */
public final class RemoteAnswer implements AutoCloseable {
    private static final int MOST_HEAD = 64 * 1024;
    private static final int BUFFER = 256 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: (.*))?");
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_UNFIT = 416;

    private final Socket line;
    private final InputStream in;
    private final int status;
    private final String words;
    private final Map<String, String> headers;

    private RemoteAnswer(Socket line, InputStream in, int status, String words, Map<String, String> headers) {
        this.line = line;
        this.in = in;
        this.status = status;
        this.words = words;
        this.headers = headers;
    }

    static RemoteAnswer read(Socket line, Duration patience) throws IOException {
        var in = new BufferedInputStream(line.getInputStream(), BUFFER);
        var head = new HeadLines(in, MOST_HEAD, patience);
        var status = STATUS.matcher(head.next());
        if (!status.matches()) {
            throw new IOException("no answer of HTTP/1");
        }
        Map<String, String> headers = new HashMap<>();
        for (String said = head.next(); !said.isEmpty(); said = head.next()) {
            int colon = said.indexOf(':');
            if (colon > 0) {
                headers.put(
                        said.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        said.substring(colon + 1).strip());
            }
        }
        String words = status.group(2) == null ? "" : " " + status.group(2).replaceAll("[^\\x20-\\x7e]", "");
        return new RemoteAnswer(line, in, Integer.parseInt(status.group(1)), status.group(1) + words, headers);
    }

    int status() {
        return status;
    }

    /** The status and the server's words for it. */
    String words() {
        return words;
    }

    Optional<String> redirection() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> Optional.of(headers.getOrDefault("location", ""));
            default -> Optional.empty();
        };
    }

    /**
     * @param from what was asked for
     * @return where what is sent begins: there, or at the beginning if the server does not take up a file in the middle, or
     *     has another one now
     */
    public long begin(long from) {
        if (status >= 500 || status == 408 || status == 429) {
            throw new Unavailable("fetch-broken", "The server says " + words + ".");
        }
        if (status == RANGE_UNFIT) {
            return 0;
        }
        String encoding = headers.getOrDefault("content-encoding", "identity");
        refuseUnless(
                status == OK || status == PARTIAL, "The server says " + words + ". Look whether the address is right.");
        refuseUnless(
                encoding.equalsIgnoreCase("identity"),
                "The server sends the file packed (" + encoding.replaceAll("[^\\w-]", "")
                        + "), which it was asked not to do. Nothing is unpacked here; choose another address.");
        if (status == OK) {
            return 0;
        }
        var range = RANGE.matcher(headers.getOrDefault("content-range", ""));
        refuseUnless(
                range.matches() && Long.parseLong(range.group(1)) == from,
                "The server sends another part of the file than was asked for. Choose another address.");
        return from;
    }

    /** Whether it has nothing from there on: what was asked for begins at its end, or beyond. */
    public boolean isBeyond() {
        return status == RANGE_UNFIT;
    }

    /** How long the whole file is, if it says so. */
    public OptionalLong length() {
        if (status == PARTIAL) {
            var range = RANGE.matcher(headers.getOrDefault("content-range", ""));
            return range.matches() && !range.group(3).equals("*")
                    ? OptionalLong.of(Long.parseLong(range.group(3)))
                    : OptionalLong.empty();
        }
        return isChunked() ? OptionalLong.empty() : said();
    }

    /** By which the same file is known again, if the server gives one that can be relied on. */
    public Optional<String> tag() {
        return Optional.ofNullable(headers.get("etag"))
                .filter(tag -> tag.matches("\"[\\x21\\x23-\\x7e]{1,150}\""))
                .or(() ->
                        Optional.ofNullable(headers.get("last-modified")).filter(t -> t.matches("[\\w ,:+-]{10,60}")));
    }

    /** Ends where the server said it would; if the line ends before that, reading fails. */
    public InputStream body() {
        return isChunked() ? new Chunks(in) : said().isPresent() ? new Exactly(in, said().getAsLong()) : in;
    }

    private boolean isChunked() {
        return headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked");
    }

    private OptionalLong said() {
        String length = headers.getOrDefault("content-length", "");
        return length.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(length)) : OptionalLong.empty();
    }

    private static void refuseUnless(boolean good, String sentence) {
        if (!good) {
            throw new InvalidRequest("fetch-refused", "url", sentence);
        }
    }

    @Override
    public void close() {
        try {
            line.close();
        } catch (IOException e) {
            // It is of no use any more in any case.
        }
    }
}
