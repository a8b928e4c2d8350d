package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HostEvent.Connected;
import dev.slipway.hypervisor.HostEvent.DomainRestarted;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Being told that a guest has restarted, which is not to be seen afterwards. */
public interface RestartContract extends EventContract {
    @Test
    default void tellsOfARestartAndOfNoneWhereThereWasNone() {
        var events = new ConcurrentLinkedQueue<HostEvent>();
        hypervisors().onEvent(events::add);
        watchAfresh();
        await().until(() -> events.contains(new Connected(hostId())));
        var other = running();
        host().powerOff(other);
        host().start(other);
        var domain = running();

        // A guest that is still in its firmware does not listen yet.
        await().until(() -> {
            host().reboot(domain);
            return events.contains(new DomainRestarted(hostId(), domain));
        });

        assertThat(power(domain).isOn()).isTrue();
        assertThat(events).doesNotContain(new DomainRestarted(hostId(), other));
    }
}
