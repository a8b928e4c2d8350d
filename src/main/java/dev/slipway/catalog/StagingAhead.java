package dev.slipway.catalog;

import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.kernel.Problem;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Copies an image to a host before the first launch needs it. Waits for the host as long as it takes. */
@Component
class StagingAhead {
    private static final Logger log = LoggerFactory.getLogger(StagingAhead.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Hosts hosts;
    private final StagedImages staged;

    StagingAhead(Hosts hosts, StagedImages staged) {
        this.hosts = hosts;
        this.staged = staged;
    }

    /** Ends when the copy is there, or can never be; blocks until then, so it wants a thread of its own. */
    void stage(ImageView image, String hostName) throws InterruptedException {
        var pause = FIRST_PAUSE;
        while (!tried(image, hostName)) {
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** @return whether there is nothing left to try */
    private boolean tried(ImageView image, String hostName) {
        var host = hosts.all().stream()
                .filter(candidate -> candidate.name().equals(hostName))
                .findFirst();
        return host.isPresent() && isReady(host.get()) && staged(image, host.get());
    }

    private static boolean isReady(HostView host) {
        return host.state() == HostState.ENABLED && host.poolCapacityMib() > 0;
    }

    private boolean staged(ImageView image, HostView host) {
        try {
            boolean there = staged.ensure(image.version(), host.id(), host.pool(), percent -> {})
                    .isPresent();
            if (there) {
                log.info("Image {} is on host {}", image.name(), host.name());
            }
            return there;
        } catch (Problem e) {
            if (e.isPassing()) {
                log.info("Image {} cannot be copied to host {} yet: {}", image.name(), host.name(), e.logDetail());
            } else {
                log.warn("Image {} is not copied to host {} ahead: {}", image.name(), host.name(), e.logDetail());
            }
            return !e.isPassing();
        }
    }
}
