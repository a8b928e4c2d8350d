package dev.slipway.console;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.guacamole.GuacamoleException;
import org.apache.guacamole.protocol.GuacamoleInstruction;

/**
 * What the page does, without a page: keeps the tunnel alive, decodes the images and draws the screen. What guacd sends
 * for pixels that hardly change is PNG, so they can be compared exactly.
 */
final class TestBrowser implements WebSocket.Listener, AutoCloseable {
    private record Image(int layer, int x, int y, ByteArrayOutputStream data) {}

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final StringBuilder partial = new StringBuilder();
    private final Map<String, Image> images = new HashMap<>();
    private final List<GuacamoleInstruction> received = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BufferedImage screen = new BufferedImage(2048, 2048, BufferedImage.TYPE_INT_ARGB);
    private volatile String closeReason = "";
    private volatile String error = "";
    private volatile boolean silent;
    private volatile boolean asleep;
    private volatile WebSocket socket;
    private CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(null);

    private TestBrowser() {}

    static TestBrowser open(int port, String ticket, String... headers) throws Exception {
        var browser = new TestBrowser();
        var builder = HTTP.newWebSocketBuilder().subprotocols("guacamole");
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        builder.buildAsync(URI.create("ws://127.0.0.1:" + port + Consoles.TUNNEL_PATH + "?ticket=" + ticket), browser)
                .get(20, TimeUnit.SECONDS);
        return browser;
    }

    String protocol() {
        return socket.getSubprotocol();
    }

    /** 0 where nothing was drawn yet. */
    int colour(int x, int y) {
        synchronized (screen) {
            return screen.getRGB(x, y);
        }
    }

    List<GuacamoleInstruction> received() {
        return received;
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** The sentence for the person. */
    String error() {
        return error;
    }

    /** The status number. */
    String closeReason() {
        return closeReason;
    }

    void say(String opcode, String... args) throws Exception {
        sendRaw(new GuacamoleInstruction(opcode, args).toString());
    }

    void sendRaw(String text) throws Exception {
        send(text).get(10, TimeUnit.SECONDS);
    }

    /** Without waiting for it to get through: the portal may well refuse half-way. */
    void push(String text) {
        send(text);
    }

    // The client takes one at a time, and answers to what arrives come in between.
    private synchronized CompletableFuture<WebSocket> send(String text) {
        sent = sent.thenCompose(done -> socket.sendText(text, true));
        return sent;
    }

    /** As when the network is gone: takes nothing, answers nothing, not even the socket's own pings. */
    void fallSilent() {
        silent = true;
    }

    /** The page's own code does nothing any more, the socket still lives. */
    void sleepInBackground() {
        asleep = true;
    }

    /** As when the tab is closed. */
    synchronized void leave() {
        sent = sent.thenCompose(done -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }

    /** As when the browser is killed. */
    void die() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String whole = partial.toString();
            partial.setLength(0);
            try {
                for (GuacamoleInstruction instruction : Instructions.parse(whole)) {
                    take(instruction);
                }
            } catch (GuacamoleException | IOException e) {
                throw new IllegalStateException("the portal sent what no browser can read", e);
            }
        }
        if (!silent) {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeReason = reason;
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable problem) {
        closed.completeExceptionally(problem);
    }

    private void take(GuacamoleInstruction instruction) throws IOException {
        received.add(instruction);
        List<String> args = instruction.getArgs();
        switch (instruction.getOpcode()) {
            case "sync" -> {
                if (!silent && !asleep) {
                    send(new GuacamoleInstruction("sync", args.getFirst()).toString());
                }
            }
            case "error" -> error = args.getFirst();
            case "img" -> {
                if (args.get(3).equals("image/png")) {
                    images.put(
                            args.get(0),
                            new Image(
                                    Integer.parseInt(args.get(2)),
                                    Integer.parseInt(args.get(4)),
                                    Integer.parseInt(args.get(5)),
                                    new ByteArrayOutputStream()));
                }
            }
            case "blob" -> {
                if (images.containsKey(args.get(0))) {
                    images.get(args.get(0)).data().write(Base64.getDecoder().decode(args.get(1)));
                }
            }
            case "end" -> {
                if (images.containsKey(args.get(0))) {
                    draw(images.remove(args.get(0)));
                }
            }
            default -> {}
        }
    }

    private void draw(Image image) throws IOException {
        if (image.layer() == 0) {
            BufferedImage decoded =
                    ImageIO.read(new ByteArrayInputStream(image.data().toByteArray()));
            synchronized (screen) {
                screen.createGraphics().drawImage(decoded, image.x(), image.y(), null);
            }
        }
    }
}
