package dev.slipway.host;

import dev.slipway.hypervisor.HostFacts;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.HostCheckId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Unavailable;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Goes through check lists on a few threads of its own. A host that hangs keeps one of them until the deadline, and
 * nobody else; the list then ends with a sentence.
 */
@Component
class HostCheckRunner implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(HostCheckRunner.class);
    private static final int THREADS = 4;
    private static final int WAITING = 20;

    private final Hypervisors hypervisors;
    private final HostTable hosts;
    private final HostCheckTable table;
    private final List<WantedNetworks> wanted;
    private final Changes changes;
    private final Clock clock;
    private final Duration limit;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("host-check-", 0).factory());
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("host-check-deadline").factory());

    /** Heard after commit. */
    record Begun(HostCheckId id, Optional<HostId> host, HostDraft draft) {}

    HostCheckRunner(
            Hypervisors hypervisors,
            HostTable hosts,
            HostCheckTable table,
            List<WantedNetworks> wanted,
            Changes changes,
            Clock clock,
            HostProperties properties) {
        this.hypervisors = hypervisors;
        this.hosts = hosts;
        this.table = table;
        this.wanted = List.copyOf(wanted);
        this.changes = changes;
        this.clock = clock;
        this.limit = properties.checkWithin();
        workers.allowCoreThreadTimeOut(true);
    }

    /** How long a check may wait and take, until whoever looks need not believe in it any more. */
    Duration longest() {
        return limit.multipliedBy(WAITING / THREADS + 1L).plusSeconds(10);
    }

    void requireRoom() {
        if (workers.getQueue().size() >= WAITING) {
            throw new Unavailable(
                    "host-checks-busy", "Many hosts are being checked already. Try again in a minute or two.");
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void begin(Begun begun) {
        workers.execute(() -> run(begun));
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
        deadlines.shutdownNow();
    }

    private void run(Begun begun) {
        var over = new AtomicBoolean();
        var worker = Thread.currentThread();
        var deadline = deadlines.schedule(
                () -> {
                    over.set(true);
                    worker.interrupt();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        var guest = new HostId(begun.id().value());
        try {
            lines(begun, reached(begun, guest), over);
        } catch (RuntimeException e) {
            log.error(
                    "Checking host {} failed; whoever asked is told to check again",
                    begun.draft().name(),
                    e);
        } finally {
            deadline.cancel(false);
            hypervisors.unregister(guest);
        }
    }

    private Hypervisor reached(Begun begun, HostId guest) {
        var id = begun.host().orElse(guest);
        if (begun.host().isPresent()) {
            try {
                return hypervisors.on(id);
            } catch (HostUnreachable e) {
                log.debug("Host {} was registered a moment ago; this node has not met it yet", id, e);
            }
        }
        hypervisors.register(id, begun.draft().connection());
        return hypervisors.on(id);
    }

    private void lines(Begun begun, Hypervisor host, AtomicBoolean over) {
        var examination = new HostExamination(
                begun.draft(),
                host,
                new Registered(begun),
                wanted.stream().flatMap(who -> who.wanted().stream()).collect(Collectors.toSet()),
                clock);
        var goesOn = true;
        for (var kind : CheckKind.values()) {
            if (!goesOn) {
                write(begun.id(), new CheckLine(kind, CheckResult.SKIPPED, "", Optional.empty()));
                continue;
            }
            write(begun.id(), new CheckLine(kind, CheckResult.RUNNING, "", Optional.empty()));
            CheckLine line;
            try {
                line = examination.look(kind);
            } catch (HostUnreachable e) {
                goesOn = false;
                log.info(
                        "Host {} is checked and does not answer: {}",
                        begun.draft().name(),
                        e.logDetail());
                line = over.get()
                        ? CheckLine.failed(
                                kind,
                                "It took connections, but gave no answer within " + limit.toSeconds() + " s.",
                                HostRemedies.hangs(begun.draft().connection()))
                        : CheckLine.failed(
                                kind,
                                HostRemedies.silence(e),
                                HostRemedies.unreachable(begun.draft().connection()));
            } catch (Problem e) {
                goesOn = kind != CheckKind.REACHABLE;
                log.info("Host {} is checked and refuses: {}", begun.draft().name(), e.logDetail());
                line = CheckLine.failed(kind, HostRemedies.said(e), HostRemedies.refused(kind));
            } catch (RuntimeException e) {
                goesOn = kind != CheckKind.REACHABLE;
                log.error(
                        "Looking at {} of host {} failed; the list says so",
                        kind,
                        begun.draft().name(),
                        e);
                line = CheckLine.failed(
                        kind, "What it answered cannot be read.", "Check again; the portal's log says more.");
            }
            // The deadline may have struck between two questions: what comes now is our own.
            if (Thread.interrupted() || over.get()) {
                goesOn = false;
            }
            write(begun.id(), line);
            if (kind == CheckKind.PROOF && begun.host().isEmpty()) {
                host.hostKey().ifPresent(key -> table.showed(begun.id(), key));
            }
        }
        table.end(begun.id(), clock.instant());
        changes.announce(Topic.HOST, begun.id().value(), null);
    }

    private void write(HostCheckId id, CheckLine line) {
        table.write(id, line);
        changes.announce(Topic.HOST, id.value(), null);
    }

    private final class Registered implements HostExamination.Neighbours {
        private final Begun begun;

        Registered(Begun begun) {
            this.begun = begun;
        }

        @Override
        public Optional<String> sameMachine(HostFacts facts) {
            return hosts.all().stream()
                    .filter(row -> !row.name().equals(begun.draft().name()))
                    .filter(row -> row.machine().equals(Optional.of(facts.hostUuid())))
                    .map(HostRow::name)
                    .findFirst();
        }

        @Override
        public Optional<String> knownKey() {
            return hosts.find(begun.draft().name())
                    .flatMap(row -> row.connection().hostKey());
        }

        @Override
        public boolean nameIsOfAnother(HostFacts facts) {
            return hosts.find(begun.draft().name())
                    .flatMap(HostRow::machine)
                    .filter(machine -> !machine.equals(facts.hostUuid()))
                    .isPresent();
        }
    }
}
