package dev.slipway.console;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import org.springframework.stereotype.Service;

/** Tickets for consoles. The tunnel itself is the WebSocket at {@value #TUNNEL_PATH}. */
@Service
public class Consoles {
    /** Opened with {@code ?ticket=…} and the sub-protocol {@code guacamole}. */
    public static final String TUNNEL_PATH = "/console/tunnel";

    /** Good for 60 s and one opening, by this user, on this VM. */
    public ConsoleTicket issueTicket(VmId vm, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
