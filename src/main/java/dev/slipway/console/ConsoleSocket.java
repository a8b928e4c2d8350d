package dev.slipway.console;

import dev.slipway.identity.Actors;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The WebSocket at {@link Consoles#TUNNEL_PATH}. Whoever knocks is let in to be told in words why not: a browser shows
 * a page nothing of a refused handshake.
 */
@Component
class ConsoleSocket extends TextWebSocketHandler implements SubProtocolCapable, HandshakeInterceptor {
    private static final String VISITOR = "slipway.visitor";

    private final Actors actors;
    private final OpenConsoles consoles;

    ConsoleSocket(Actors actors, OpenConsoles consoles) {
        this.actors = actors;
        this.consoles = consoles;
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of("guacamole");
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        String origin = request.getRemoteAddress().getAddress().getHostAddress();
        attributes.put(VISITOR, new Access.Visitor(signedIn(), origin));
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        if (session.getAttributes().get(VISITOR) instanceof Access.Visitor visitor) {
            consoles.open(session, ticketOf(session), visitor);
        } else {
            throw new IllegalStateException("a socket came past the handshake");
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        consoles.find(session).ifPresent(open -> {
            open.vigil().heard();
            open.tunnel().fromBrowser(message.getPayload());
        });
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        consoles.find(session).ifPresent(open -> open.vigil().heard());
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable exception) {
        consoles.find(session).ifPresent(open -> open.tunnel().end(Ending.SILENT_BROWSER));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        consoles.find(session).ifPresent(open -> open.tunnel().end(Ending.CLOSED));
    }

    private Optional<UserId> signedIn() {
        try {
            return Optional.ofNullable(actors.current().user());
        } catch (Forbidden e) {
            return Optional.empty(); // nobody is: the ticket alone will do
        }
    }

    private static String ticketOf(WebSocketSession session) {
        var uri = session.getUri();
        String ticket = uri == null
                ? null
                : UriComponentsBuilder.fromUri(uri).build().getQueryParams().getFirst("ticket");
        return ticket == null ? "" : ticket;
    }
}
