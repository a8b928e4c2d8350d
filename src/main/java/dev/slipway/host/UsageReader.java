package dev.slipway.host;

import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Problem;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Reads what hosts have used, beside their watching: a guest that hangs may hold it up for long, and nothing else waits. */
@Component
class UsageReader implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(UsageReader.class);

    private final Hypervisors hypervisors;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Set<HostId> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService readers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("usage-", 0).factory());

    UsageReader(Hypervisors hypervisors, ApplicationEventPublisher events, Clock clock) {
        this.hypervisors = hypervisors;
        this.events = events;
        this.clock = clock;
    }

    /** Returns at once. Left out while the last one is still under way. */
    void read(HostId host) {
        if (underWay.add(host)) {
            readers.execute(() -> readNow(host));
        }
    }

    private void readNow(HostId host) {
        try {
            var usage = hypervisors.on(host).usage();
            events.publishEvent(new HostUsed(host, clock.instant(), usage));
        } catch (Problem e) {
            log.debug("Host {} does not tell what is used; asked again in a minute: {}", host, e.logDetail());
        } catch (RuntimeException e) {
            log.warn("What host {} uses is not recorded; the next reading tells it", host, e);
        } finally {
            underWay.remove(host);
        }
    }

    @Override
    public void destroy() {
        readers.shutdownNow();
    }
}
