package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.slipway.kernel.HostId;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The module's beans find each other, and have an adapter for every address that a host may have. */
class HypervisorWiringTest {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private Hypervisors hypervisors;

    @BeforeEach
    void start() {
        context.registerBean(Clock.class, Clock::systemUTC);
        context.scan("dev.slipway.hypervisor");
        context.refresh();
        hypervisors = context.getBean(Hypervisors.class);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulated:wiring", "test:///default"})
    void reachesAHostByItsAddressAlone(String uri) {
        var host = HostId.random();

        hypervisors.register(host, new HostConnection(uri));

        assertThat(hypervisors.on(host).facts().cpus()).isPositive();
    }

    @Test
    void registersHostsWithoutAskingThem() {
        var host = HostId.random();

        // An address for documentation: nobody is there to answer.
        assertTimeout(Duration.ofSeconds(1), () -> {
            hypervisors.register(host, new HostConnection("qemu+tcp://192.0.2.1/system"));
            hypervisors.watch(host);
            hypervisors.unregister(host);
        });
    }
}
