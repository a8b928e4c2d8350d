package dev.slipway.console;

import dev.slipway.identity.Actors;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down how long somebody had a VM's serial line. */
@Component
class SerialDiary {
    private static final Logger LOG = LoggerFactory.getLogger(SerialDiary.class);

    private final Screens screens;
    private final Actors actors;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    SerialDiary(Screens screens, Actors actors, ApplicationEventPublisher events, TransactionTemplate transaction) {
        this.screens = screens;
        this.actors = actors;
        this.events = events;
        this.transaction = transaction;
    }

    /** @return to be told when it is over, however it ended */
    Consumer<Duration> open(Access.Pass pass) {
        var use = pass.use();
        var actor = actors.of(use.user(), use.session(), pass.origin());
        var screen = screens.permit(use.vm(), actor);
        return time -> {
            var told = actor.did(
                    "console.close-serial",
                    "vm",
                    use.vm().value(),
                    screen.name(),
                    screen.project(),
                    "Had the serial console open for " + words(time) + ".");
            try {
                transaction.executeWithoutResult(status -> events.publishEvent(told));
            } catch (RuntimeException e) {
                LOG.warn("How long VM {} had a serial console open is not written down", use.vm(), e);
            }
        };
    }

    private static String words(Duration time) {
        return time.toMinutes() == 0
                ? time.toSeconds() + " s"
                : time.toHours() == 0
                        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                        : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
