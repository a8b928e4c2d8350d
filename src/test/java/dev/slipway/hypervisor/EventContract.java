package dev.slipway.hypervisor;

import dev.slipway.hypervisor.HostEvent.Connected;
import dev.slipway.hypervisor.HostEvent.DomainChanged;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Being told of changes. */
public interface EventContract extends ContractFixture {
    @Test
    default void tellsOfEveryChangeOfADomain() {
        var events = new ConcurrentLinkedQueue<HostEvent>();
        hypervisors().onEvent(events::add);
        watchAfresh();
        await().until(() -> events.contains(new Connected(hostId())));

        var domain = defined();
        awaitChange(events, domain);
        host().start(domain);
        awaitChange(events, domain);
        host().powerOff(domain);
        awaitChange(events, domain);
        host().undefine(domain);
        awaitChange(events, domain);
    }

    /** Watching from now on, so that {@link Connected} is still to come. */
    void watchAfresh();

    private void awaitChange(Queue<HostEvent> events, UUID domain) {
        await().until(() -> events.contains(new DomainChanged(hostId(), domain)));
        events.clear();
    }
}
