package dev.slipway.console;

import dev.slipway.vm.ScreenEndpoint;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.guacamole.GuacamoleException;
import org.apache.guacamole.GuacamoleServerBusyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Dials guacd. It closes a descriptor twice when a console ends, and the second time may hit one that a console just
 * being opened was given. So none is opened while one that we end is ending.
 */
@Component
class Guacd {
    private static final Logger LOG = LoggerFactory.getLogger(Guacd.class);
    private static final int TRIES = 3;
    private static final Duration QUEUE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ConsoleSettings settings;

    /** Opening takes it alone; endings share it. */
    private final ReadWriteLock door = new ReentrantReadWriteLock(true);

    Guacd(ConsoleSettings settings) {
        this.settings = settings;
    }

    /** @throws GuacamoleServerBusyException if the queue did not move for 10 s */
    GuacdLine dial(ScreenEndpoint screen) throws GuacamoleException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return dialOnce(screen);
            } catch (GuacamoleServerBusyException e) {
                throw e;
            } catch (GuacamoleException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                LOG.info("guacd did not take a console ({}), trying again in {}", e.toString(), PAUSE);
                Thread.sleep(PAUSE);
            }
        }
    }

    private GuacdLine dialOnce(ScreenEndpoint screen) throws GuacamoleException, InterruptedException {
        if (!door.writeLock().tryLock(QUEUE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new GuacamoleServerBusyException("too many consoles are being opened already");
        }
        try {
            return GuacdLine.open(settings, screen, door.readLock());
        } finally {
            door.writeLock().unlock();
        }
    }
}
