package dev.slipway.console;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;

/** The browser's side. One sends at a time; a send blocks until the browser takes it, which is the back-pressure. */
final class BrowserLine {
    static final int LARGEST_MESSAGE = 16 * 1024;

    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    private final WebSocketSession session;
    private final ReentrantLock sending = new ReentrantLock();

    BrowserLine(WebSocketSession session, Duration patience) {
        this.session = session;
        session.setTextMessageSizeLimit(LARGEST_MESSAGE);
        if (session instanceof StandardWebSocketSession standard) {
            // Tomcat's name for how long a send may block before the browser counts as gone.
            standard.getNativeSession()
                    .getUserProperties()
                    .put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", patience.toMillis());
        }
    }

    void send(String instructions) throws IOException {
        sending.lock();
        try {
            transmit(new TextMessage(instructions));
        } finally {
            sending.unlock();
        }
    }

    /** Answered by the browser itself, also from a tab in the background whose timers sleep. */
    void ping() throws IOException {
        sendIfFree(new PingMessage());
    }

    /** Says it unless something else is being sent, which is a sign of life just as well. */
    void answer(String instruction) throws IOException {
        sendIfFree(new TextMessage(instruction));
    }

    void close(Ending ending) throws IOException {
        if (!session.isOpen()) {
            return;
        }
        try {
            if (ending != Ending.CLOSED && sending.tryLock(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    transmit(new TextMessage(ending.asInstruction()));
                } finally {
                    sending.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            session.close(ending.asClose());
        }
    }

    private void sendIfFree(WebSocketMessage<?> message) throws IOException {
        if (sending.tryLock()) {
            try {
                transmit(message);
            } finally {
                sending.unlock();
            }
        }
    }

    private void transmit(WebSocketMessage<?> message) throws IOException {
        try {
            session.sendMessage(message);
        } catch (IllegalStateException e) {
            throw new IOException("the socket closed in this moment", e);
        }
    }
}
