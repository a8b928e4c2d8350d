package dev.slipway.console;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.UserId;
import dev.slipway.vm.ScreenEndpoint;
import dev.slipway.vm.serial.SerialLine;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Who may open which screen, asked anew each time: roles may have changed since the ticket was given out. */
@Component
class Access {
    /** Who knocks. @param signedIn whose session the browser carries, if any */
    record Visitor(Optional<UserId> signedIn, String origin) {}

    /** A visitor whose ticket was taken, and what it was good for. */
    record Pass(ConsoleTickets.Use use, String origin) {
        /** Whether it hangs on what has this id: the session that it was opened from, or its person's account. */
        boolean hangsOn(UUID id) {
            return use.user().value().equals(id)
                    || use.session().filter(s -> s.value().equals(id)).isPresent();
        }
    }

    private final ConsoleTickets tickets;
    private final Actors actors;
    private final Screens screens;
    private final SerialDiary diary;

    Access(ConsoleTickets tickets, Actors actors, Screens screens, SerialDiary diary) {
        this.diary = diary;
        this.tickets = tickets;
        this.actors = actors;
        this.screens = screens;
    }

    /** Takes the ticket, also from a visitor who is then turned away: a stolen one is worth nothing afterwards. */
    Pass admit(String ticket, Visitor visitor) throws TunnelRefused {
        var use = tickets.consume(ticket).orElseThrow(() -> new TunnelRefused(Ending.BAD_TICKET));
        if (visitor.signedIn().filter(user -> !user.equals(use.user())).isPresent()) {
            throw new TunnelRefused(Ending.FOREIGN_TICKET);
        }
        return new Pass(use, visitor.origin());
    }

    ScreenEndpoint screen(Pass pass) {
        return screens.open(pass.use().vm(), actor(pass));
    }

    SerialLine serial(Pass pass) {
        return screens.openSerial(pass.use().vm(), actor(pass));
    }

    /** @return to be told when it is over */
    Consumer<Duration> writeDown(Pass pass) {
        return diary.open(pass);
    }

    /** @throws Problem if they may no longer see this screen */
    Screens.Screen confirm(Pass pass) {
        return screens.permit(pass.use().vm(), actor(pass));
    }

    private Actor actor(Pass pass) {
        return actors.of(pass.use().user(), pass.use().session(), pass.origin());
    }

    /** What guacd cannot know: whether the screen is gone because the VM is off, or is none of theirs any more. */
    Ending explain(Pass pass, Ending ending) {
        try {
            return confirm(pass).dark().map(Ending::dark).orElse(ending);
        } catch (Problem e) {
            return Ending.of(e);
        }
    }
}
