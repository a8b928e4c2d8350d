package dev.slipway.access;

import dev.slipway.console.Consoles;
import dev.slipway.testing.WebVisitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.guacamole.protocol.GuacamoleStatus;

/** A browser that opens the console's socket, to see whether it is let in; what comes behind the door is others' matter. */
final class Knock implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final CompletableFuture<String> answer = new CompletableFuture<>();

    private Knock() {}

    /** What a page with this session is told there: let in, or the refusal in the words of HTTP. */
    static String with(WebVisitor visitor, int port, String ticket) {
        Knock knock = new Knock();
        try {
            var handshake = HTTP.newWebSocketBuilder().subprotocols("guacamole");
            if (!visitor.cookie().isEmpty()) {
                handshake.header("Cookie", "SLIPWAY=" + visitor.cookie());
            }
            WebSocket socket = handshake
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + port + Consoles.TUNNEL_PATH + "?ticket=" + ticket), knock)
                    .get(20, TimeUnit.SECONDS);
            try {
                return knock.answer.get(20, TimeUnit.SECONDS);
            } finally {
                socket.abort();
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the socket did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everybody is told the tunnel's number first; then who is in sees something, and who is not hears why. */
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        String said = data.toString();
        if (!said.startsWith("0.") && !said.startsWith("5.error")) {
            answer.complete(Sheet.YES);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        answer.complete(words(reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        answer.completeExceptionally(failure);
    }

    /** Who gets as far as to a console service that does not answer was let in: there need be none here. */
    private static String words(String status) {
        GuacamoleStatus ending = GuacamoleStatus.fromGuacamoleStatusCode(Integer.parseInt(status));
        return switch (ending) {
            case CLIENT_UNAUTHORIZED -> "401";
            case CLIENT_FORBIDDEN -> "403";
            case RESOURCE_NOT_FOUND -> "404";
            case UPSTREAM_UNAVAILABLE, UPSTREAM_NOT_FOUND, UPSTREAM_ERROR -> Sheet.YES;
            default -> ending.name();
        };
    }
}
