package dev.slipway.console;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.VmId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tickets for consoles. The tunnel itself is the WebSocket at {@value #TUNNEL_PATH}. */
@Service
public class Consoles {
    /** Opened with {@code ?ticket=…} and the sub-protocol {@code guacamole}. */
    public static final String TUNNEL_PATH = "/console/tunnel";

    private final Screens screens;
    private final ConsoleTickets tickets;
    private final ApplicationEventPublisher events;

    Consoles(Screens screens, ConsoleTickets tickets, ApplicationEventPublisher events) {
        this.screens = screens;
        this.tickets = tickets;
        this.events = events;
    }

    /**
     * Good for 60 s and one opening of its screen, by this user, on this VM.
     *
     * @throws dev.slipway.kernel.NotFound if the VM is not theirs to see
     * @throws dev.slipway.kernel.Forbidden if their role has no console
     * @throws Conflict code {@code vm-off} if there is no screen to show right now
     */
    @Audited("console.open")
    @Transactional
    public ConsoleTicket issueTicket(VmId vm, Actor actor) {
        return issue(ConsoleKind.SCREEN, "console.open", "Opened the console.", vm, actor);
    }

    /** As {@link #issueTicket}, of its serial line, which has one at a time: whoever is at it is cut off. */
    @Audited("console.open-serial")
    @Transactional
    public ConsoleTicket issueSerialTicket(VmId vm, Actor actor) {
        return issue(ConsoleKind.SERIAL, "console.open-serial", "Opened the serial console.", vm, actor);
    }

    private ConsoleTicket issue(ConsoleKind kind, String action, String detail, VmId vm, Actor actor) {
        var user = actor.requireUser();
        var screen = screens.permit(vm, actor);
        screen.dark().ifPresent(why -> {
            throw new Conflict("vm-off", why);
        });
        ConsoleTicket ticket = tickets.issue(kind, vm, user, actor.session());
        events.publishEvent(actor.did(action, "vm", vm.value(), screen.name(), screen.project(), detail));
        return ticket;
    }
}
