package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.DirectHypervisors;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.HostEvent.Connected;
import dev.slipway.hypervisor.HostEvent.Disconnected;
import dev.slipway.hypervisor.HostEvent.DomainChanged;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.kernel.HostId;
import dev.slipway.testing.TestHost;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A daemon that stops answering, or dies, must cost its callers an exception and nobody anything more. */
class HangingHostTest {
    private static final Duration QUERY = Duration.ofSeconds(2);
    private static QemuFixture qemu;

    @BeforeAll
    static void start() {
        qemu = new QemuFixture(TestHost.start(), Limits.within(QUERY));
    }

    @AfterAll
    static void stop() {
        qemu.close();
    }

    @Test
    void failsInTimeAndRecovers() throws Exception {
        var other = HostId.random();
        var elsewhere =
                DirectHypervisors.over(new LibvirtAdapter(Limits.ordinary(), Limits.NO_SECRETS, Clock.systemUTC()));
        elsewhere.register(other, new HostConnection("test:///default"));
        qemu.host().observeAll();
        var threads = libvirtThreads();

        qemu.machine.hang();
        try {
            var begin = System.nanoTime();
            assertThatThrownBy(() -> qemu.host().observeAll()).isInstanceOf(HostUnreachable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(QUERY.plusSeconds(2));
            assertThat(qemu.connections().stuck()).isEqualTo(1);

            // However many callers: no more threads hang, and nobody queues up behind them.
            begin = System.nanoTime();
            assertThat(callers(200)).allMatch(HostUnreachable.class::isInstance);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
            assertThat(qemu.connections().stuck()).isLessThanOrEqualTo(3);
            assertThat(libvirtThreads()).isLessThanOrEqualTo(threads + 3);

            assertThat(elsewhere.on(other).observeAll()).isNotEmpty();
        } finally {
            qemu.machine.unhang();
            elsewhere.unregister(other);
        }

        await().ignoreExceptions().until(() -> qemu.host().facts().hostUuid() != null);
        await().until(() -> qemu.connections().stuck() == 0);
    }

    /** What each of so many concurrent callers gets. */
    private static ArrayList<Object> callers(int count) throws InterruptedException {
        var outcomes = new ArrayList<Object>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<?>>();
            for (var i = 0; i < count; i++) {
                calls.add(executor.submit(() -> qemu.host().observeAll()));
            }
            for (var call : calls) {
                try {
                    outcomes.add(call.get());
                } catch (ExecutionException e) {
                    outcomes.add(e.getCause());
                }
            }
        }
        return outcomes;
    }

    @Test
    void tellsThatTheHostHangsAndThatItIsBack() {
        var events = new ConcurrentLinkedQueue<HostEvent>();
        qemu.hypervisors().onEvent(events::add);
        qemu.registerAfresh();
        qemu.hypervisors().watch(qemu.hostId());
        await().until(() -> events.contains(new Connected(qemu.hostId())));

        events.clear();
        qemu.machine.hang();
        try {
            await().until(() -> events.stream().anyMatch(Disconnected.class::isInstance));
        } finally {
            qemu.machine.unhang();
        }
        await().until(() -> events.contains(new Connected(qemu.hostId())));

        // Listened to as before.
        var domain = qemu.defined();
        await().until(() -> events.contains(new DomainChanged(qemu.hostId(), domain)));
        qemu.leaveNothing();
    }

    @Test
    void survivesARestartOfTheDaemonWithItsGuests() {
        var events = new ConcurrentLinkedQueue<HostEvent>();
        var domain = qemu.running();
        qemu.hypervisors().onEvent(events::add);
        qemu.registerAfresh();
        qemu.hypervisors().watch(qemu.hostId());
        await().until(() -> events.contains(new Connected(qemu.hostId())));

        events.clear();
        qemu.machine.restartDaemon();

        await().until(() -> events.stream().anyMatch(Disconnected.class::isInstance));
        await().until(() -> events.contains(new Connected(qemu.hostId())));
        assertThat(qemu.power(domain).isOn()).isTrue();
        qemu.leaveNothing();
    }

    @Test
    void failsAtOnceWhenLetGo() {
        var gone = qemu.host();
        gone.observeAll();

        qemu.registerAfresh();

        assertThatThrownBy(gone::observeAll).isInstanceOf(HostUnreachable.class);
        qemu.host().observeAll();
    }

    @Test
    void refusesAHostThatIsNotThere() {
        var id = HostId.random();
        qemu.hypervisors().register(id, new HostConnection("qemu+unix:///system?socket=/nowhere/libvirt-sock"));
        try {
            assertThatThrownBy(() -> qemu.hypervisors().on(id).observeAll()).isInstanceOf(HostUnreachable.class);
        } finally {
            qemu.hypervisors().unregister(id);
        }
    }

    private static long libvirtThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("libvirt-"))
                .count();
    }

    private static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }
}
