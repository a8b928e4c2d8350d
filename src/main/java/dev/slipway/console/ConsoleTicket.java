package dev.slipway.console;

import java.time.Instant;

/** A one-time ticket for one VM's screen. @param token opens one tunnel, once, until {@code expiresAt} */
public record ConsoleTicket(String token, Instant expiresAt) {
    @Override
    public String toString() {
        return "ConsoleTicket[until " + expiresAt + "]";
    }
}
