package dev.slipway.intake.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of files on loopback that answers each path as it is told to, by bytes; so also as no good server would. */
public final class BadServer implements AutoCloseable {
    /** What it does with one request. */
    public interface Answer {
        void write(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /** @param head the lines of it */
    public record Request(String path, List<String> head) {
        public long from() {
            return head.stream()
                    .filter(line -> line.startsWith("Range: bytes="))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0L);
        }
    }

    private final ServerSocket socket;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public BadServer(String address) {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("bad-server").start(this::serve);
    }

    public BadServer at(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** The file as a good server gives it, from the middle too. */
    public BadServer file(String path, byte[] content) {
        return at(path, (request, out) -> {
            int from = (int) request.from();
            String range = "Content-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length + "\r\n";
            head(
                    out,
                    from > 0 ? "206 Partial Content" : "200 OK",
                    (from > 0 ? range : "") + "ETag: \"1\"\r\nContent-Length: " + (content.length - from));
            out.write(content, from, content.length - from);
        });
    }

    public BadServer redirect(String path, String to) {
        return at(path, (request, out) -> head(out, "302 Found", "Location: " + to + "\r\nContent-Length: 0"));
    }

    public static void head(OutputStream out, String status, String headers) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    public String url(String path) {
        return "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + path;
    }

    public int port() {
        return socket.getLocalPort();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket line = socket.accept();
                Thread.ofVirtual().start(() -> answer(line));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket line) {
        try (line) {
            var in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> head = new CopyOnWriteArrayList<>();
            for (String said = in.readLine(); said != null && !said.isEmpty(); said = in.readLine()) {
                head.add(said);
            }
            if (head.isEmpty()) {
                return;
            }
            var request = new Request(head.getFirst().split(" ")[1], head);
            requests.add(request);
            answers.getOrDefault(request.path(), (r, out) -> head(out, "404 Not Found", "Content-Length: 0"))
                    .write(request, line.getOutputStream());
        } catch (IOException e) {
            // The other side has had enough, which is often what is wanted.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
