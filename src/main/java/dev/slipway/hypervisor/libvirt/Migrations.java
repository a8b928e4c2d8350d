package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.MigrationPlan;
import dev.slipway.hypervisor.MigrationProgress;
import dev.slipway.kernel.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.TypedParameter;
import org.libvirt.TypedStringParameter;
import org.libvirt.TypedUlongParameter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guests on their way from this host, from daemon to daemon: the portal only asks for it, and may die meanwhile. The call
 * that asks lasts as long as the migration and has a connection of its own; how far it is, and that it shall end, goes over
 * others.
 */
final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    /** PEER2PEER, PERSIST_DEST, UNDEFINE_SOURCE, CHANGE_PROTECTION. */
    private static final int FLAGS = 2 | 8 | 16 | 256;

    /**
     * LIVE, and AUTO_CONVERGE: a guest that writes faster than the line takes it is slowed down, instead of never arriving.
     * Not for emulated guests: QEMU's emulator now and then misses that a page was written again after it was sent
     * (seen with 7.2), and such a guest's kernel breaks when it has arrived. Those stand still while their memory is sent.
     */
    private static final int RUNNING = 1 | 8192;

    private static final int NON_SHARED_INC = 128;
    /** With everything that the destination needs, passwords included, and nothing that only this host knows. */
    private static final int XML_TO_SEND = 1 | 8;

    private static final int NO_JOB = 0;
    private static final long MIB = 1024 * 1024;
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final String WHAT = "move a running VM to another host";

    private final Connections connections;
    private final ConcurrentMap<UUID, Run> runs = new ConcurrentHashMap<>();

    /** What this node has begun. @param failure once it has failed */
    private record Run(UUID id, @Nullable Problem failure) {}

    Migrations(Connections connections) {
        this.connections = connections;
    }

    void begin(UUID domain, MigrationPlan plan) {
        if (isUnderWay(domain) || job(domain).isPresent()) {
            return;
        }
        connections.query(
                WHAT,
                connect -> Lookup.domain(connect, domain, handle -> {
                    if (handle.isActive() == 0) {
                        throw new HypervisorProblem(
                                Kind.WRONG_POWER_STATE,
                                "The VM is off, so it cannot be moved running.",
                                "" + domain,
                                null);
                    }
                    return true;
                }));
        var run = new Run(plan.run(), null);
        runs.put(domain, run);
        // It makes no native call itself, so it may be virtual.
        Thread.ofVirtual().name("migrate-" + domain).start(() -> carry(domain, plan, run));
    }

    Optional<MigrationProgress> progress(UUID domain, UUID run) {
        var known = runs.get(domain);
        if (known != null && known.failure() != null) {
            runs.remove(domain, known);
            if (known.id().equals(run)) {
                throw known.failure();
            }
        }
        var job = job(domain);
        return job.isPresent() || !isUnderWay(domain) ? job : Optional.of(MigrationProgress.BEGINNING);
    }

    void abort(UUID domain) {
        connections.change(
                "stop a migration",
                connect -> Lookup.domainIfAny(connect, domain, handle -> {
                    try {
                        return handle.getJobInfo().getType() == NO_JOB || handle.abortJob() == 0;
                    } catch (LibvirtException e) {
                        // It has ended in this very moment.
                        if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_OPERATION_INVALID)) {
                            return true;
                        }
                        throw e;
                    }
                }));
    }

    private boolean isUnderWay(UUID domain) {
        var run = runs.get(domain);
        return run != null && run.failure() == null;
    }

    private void carry(UUID domain, MigrationPlan plan, Run run) {
        try (var connection = connections.open("migrate")) {
            connection.call(WHAT, LONGEST, connect -> Lookup.domain(connect, domain, handle -> send(handle, plan)));
            runs.remove(domain, run);
            log.info("VM {} has gone to {}", domain, plan.to().hostname());
        } catch (Problem e) {
            var told = MigrationProblems.explained(e, plan);
            log.info("VM {} did not go to {}: {}", domain, plan.to().hostname(), told.logDetail());
            runs.replace(domain, run, new Run(run.id(), told));
        } catch (RuntimeException e) {
            log.error("VM {} did not go to {}", domain, plan.to().hostname(), e);
            runs.replace(domain, run, new Run(run.id(), MigrationProblems.unexpected(e)));
        }
    }

    private static boolean send(Domain domain, MigrationPlan plan) throws LibvirtException {
        var here = XmlFacts.of(domain.getXMLDesc(XML_TO_SEND));
        var parameters = new ArrayList<TypedParameter>();
        parameters.add(
                new TypedStringParameter("migrate_uri", "tcp://" + plan.to().hostname()));
        if (plan.mibPerSecond().isPresent()) {
            parameters.add(
                    new TypedUlongParameter("bandwidth", plan.mibPerSecond().getAsLong()));
        }
        if (!plan.paths().isEmpty()) {
            var there = elsewhere(here, plan.paths());
            parameters.add(new TypedStringParameter("destination_xml", there));
            parameters.add(new TypedStringParameter("persistent_xml", there));
        }
        var flags = FLAGS
                | (isEmulated(here) ? 0 : RUNNING)
                | switch (plan.disks()) {
                    case SHARED -> 0;
                    case COPIED -> NON_SHARED_INC;
                };
        return domain.migrateToURI(plan.to().uri(), parameters.toArray(TypedParameter[]::new), flags) == 0;
    }

    /** The same definition with its files where the destination has them. */
    private static String elsewhere(XmlFacts facts, Map<String, String> paths) {
        paths.forEach((from, to) -> facts.replace("/domain/devices/disk//source[@file]", "file", from, to));
        SerialLines.moved(facts, paths);
        return facts.write();
    }

    private static boolean isEmulated(XmlFacts facts) {
        return facts.element("/domain[@type='qemu']").isPresent();
    }

    private Optional<MigrationProgress> job(UUID domain) {
        return connections
                .query("look at a migration", connect -> job(connect, domain))
                .filter(info -> !info.equals(NOTHING));
    }

    private static final MigrationProgress NOTHING = new MigrationProgress(-1, -1);

    private static Optional<MigrationProgress> job(Connect connect, UUID id) throws LibvirtException {
        return Lookup.domainIfAny(connect, id, domain -> {
            try {
                var info = domain.getJobInfo();
                return info.getType() == NO_JOB
                        ? NOTHING
                        : new MigrationProgress(info.getDataProcessed() / MIB, info.getDataRemaining() / MIB);
            } catch (LibvirtException e) {
                if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_OPERATION_INVALID)) {
                    return NOTHING;
                }
                throw e;
            }
        });
    }
}
