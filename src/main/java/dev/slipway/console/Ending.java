package dev.slipway.console;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.vm.ScreenEndpoint;
import dev.slipway.vm.serial.SerialLine;
import org.apache.guacamole.protocol.GuacamoleInstruction;
import org.apache.guacamole.protocol.GuacamoleStatus;
import org.springframework.web.socket.CloseStatus;

/**
 * Why a console ended. The status is for the page, which comes back by itself after some of them; the message is for
 * the person.
 */
record Ending(GuacamoleStatus status, String message) {
    static final Ending CLOSED = new Ending(GuacamoleStatus.SUCCESS, "The console is closed.");
    static final Ending BAD_TICKET = new Ending(
            GuacamoleStatus.CLIENT_UNAUTHORIZED, "This console was opened too late or twice. Open it again.");
    static final Ending FOREIGN_TICKET = new Ending(
            GuacamoleStatus.CLIENT_FORBIDDEN,
            "This console was opened by somebody else. Open it from your own list of VMs.");
    static final Ending TOO_MANY =
            new Ending(GuacamoleStatus.CLIENT_TOO_MANY, "You have too many consoles open. Close one, then try again.");
    static final Ending BUSY = new Ending(
            GuacamoleStatus.SERVER_BUSY, "Too many consoles are being opened right now. Try again in a moment.");
    static final Ending NO_GUACD = new Ending(
            GuacamoleStatus.UPSTREAM_UNAVAILABLE,
            "The console service does not answer. Try again in a minute; if it stays so, tell your administrator.");
    static final Ending NO_SCREEN = new Ending(
            GuacamoleStatus.UPSTREAM_NOT_FOUND,
            "The screen of the VM does not answer. Try again; if it stays so, restart the VM.");
    static final Ending SCREEN_WENT = new Ending(
            GuacamoleStatus.UPSTREAM_ERROR, "The screen went away. The VM may have been shut down or restarted.");
    static final Ending TAKEN = new Ending(
            GuacamoleStatus.SESSION_CONFLICT,
            "Somebody else has opened this serial console, and there can be only one at it. Reconnect to take it back.");
    static final Ending OFF =
            new Ending(GuacamoleStatus.RESOURCE_CONFLICT, "It is off. It comes back by itself when the VM is started.");
    static final Ending SILENT_BROWSER =
            new Ending(GuacamoleStatus.CLIENT_TIMEOUT, "The connection was silent for too long.");
    static final Ending SILENT_GUACD =
            new Ending(GuacamoleStatus.UPSTREAM_TIMEOUT, "The console service fell silent. Try again.");
    static final Ending UNREADABLE =
            new Ending(GuacamoleStatus.CLIENT_BAD_REQUEST, "The page sent something that is no console traffic.");
    static final Ending UNCONFIRMED = new Ending(
            GuacamoleStatus.SERVER_ERROR, "Whether you may still use this console could not be checked. Try again.");
    static final Ending OUR_BUG =
            new Ending(GuacamoleStatus.SERVER_ERROR, "Something went wrong on our side. Try again.");
    static final Ending PORTAL_ENDS =
            new Ending(GuacamoleStatus.SESSION_CLOSED, "The portal is restarting. The console comes back by itself.");

    static Ending of(Problem problem) {
        GuacamoleStatus status = switch (problem) {
            case NotFound p -> GuacamoleStatus.RESOURCE_NOT_FOUND;
            case Forbidden p -> GuacamoleStatus.CLIENT_FORBIDDEN;
            // The page comes back by itself: the screen is where the VM goes, in a moment.
            case Conflict p when p.code().equals(ScreenEndpoint.MOVING) -> GuacamoleStatus.UPSTREAM_ERROR;
            case Conflict p -> GuacamoleStatus.RESOURCE_CONFLICT;
            default -> GuacamoleStatus.UPSTREAM_UNAVAILABLE;
        };
        return new Ending(status, problem.sentence());
    }

    static Ending of(SerialLine.Ended ended) {
        return switch (ended) {
            case OFF -> OFF;
            case TAKEN -> TAKEN;
            case LOST -> SCREEN_WENT;
        };
    }

    static Ending dark(String why) {
        return new Ending(GuacamoleStatus.RESOURCE_CONFLICT, why);
    }

    /** As the page reads it while the socket is still open. */
    String asInstruction() {
        return new GuacamoleInstruction("error", message, Integer.toString(status.getGuacamoleStatusCode())).toString();
    }

    /** As the page reads it when the socket closes: the status number is the reason. */
    CloseStatus asClose() {
        return new CloseStatus(status.getWebSocketCode(), Integer.toString(status.getGuacamoleStatusCode()));
    }
}
