package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import dev.slipway.hypervisor.BackupProgress;
import dev.slipway.hypervisor.DiskBackup;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.libvirt.BackupJob.Last;
import dev.slipway.hypervisor.libvirt.BackupJob.Now;
import dev.slipway.hypervisor.libvirt.GuestFileSystems.Hold;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of disks whose guests run, made by the host itself: the portal only asks for one, and may die meanwhile. A job is
 * known for ours by the file that it writes. Of one that has ended the host tells how, but not which it was; so that is
 * believed only by a node that has seen ours under way a moment ago.
 */
final class Backups {
    private static final String BEGIN = "begin a copy of a running VM's disk";
    private static final String LOOK = "look at a copy of a running VM's disk";
    private static final Duration BELIEVED = Duration.ofMinutes(2);

    private static final int INSISTENCE = 3;
    private static final Logger log = LoggerFactory.getLogger(Backups.class);

    private final Connections connections;
    private final ConcurrentMap<VolumeRef, Run> runs = new ConcurrentHashMap<>();

    /** What this node has seen of one. @param owesThaw whether its guest may still hold its file systems still; @param seenNanos under way */
    private record Run(boolean owesThaw, boolean done, long seenNanos) {
        static Run seen(boolean owesThaw) {
            return new Run(owesThaw, false, System.nanoTime());
        }

        boolean isRecent() {
            return System.nanoTime() - seenNanos < BELIEVED.toNanos();
        }
    }

    Backups(Connections connections) {
        this.connections = connections;
    }

    boolean begin(UUID id, DiskBackup backup) {
        return connections.change(
                BEGIN, connect -> Lookup.domain(connect, id, domain -> begin(connect, domain, id, backup)));
    }

    private boolean begin(Connect connect, Domain domain, UUID id, DiskBackup backup) throws LibvirtException {
        if (domain.isActive() == 0) {
            throw new HypervisorProblem(
                    Kind.WRONG_POWER_STATE, "The VM is off, so its disk is copied as it is.", "" + id, null);
        }
        if (look(connect, domain, id, backup).isPresent()) {
            return false;
        }
        var live = XmlFacts.of(domain.getXMLDesc(0));
        var device = BackupXml.device(live, Lookup.path(connect, backup.disk()))
                .orElseThrow(() -> new HypervisorProblem(
                        Kind.NO_SUCH_VOLUME,
                        "The VM runs on another disk than the one that Slipway gave it. Ask an administrator to look at it.",
                        backup.disk() + " is no disk of " + id,
                        null));
        var path = BackupTarget.make(connect, backup);
        return begin(domain, BackupXml.write(live, device, path), backup.target());
    }

    private boolean begin(Domain domain, String xml, VolumeRef target) throws LibvirtException {
        runs.put(target, Run.seen(true));
        var hold = GuestFileSystems.freeze(domain, patience());
        boolean begun = false;
        try {
            NativeHandles.check(LIBVIRT.virDomainBackupBegin(
                    NativeHandles.of(domain), xml, null, NativeLibvirt.BACKUP_REUSE_EXTERNAL));
            begun = true;
        } catch (LibvirtException e) {
            BackupProblems.refuseIfUnable(e);
            throw e;
        } finally {
            boolean owes = hold != Hold.FREE && !GuestFileSystems.thaw(domain, patience());
            if (begun || owes) {
                runs.put(target, Run.seen(owes));
            } else {
                runs.remove(target);
            }
        }
        return hold == Hold.HELD;
    }

    Optional<BackupProgress> progress(UUID id, DiskBackup backup) {
        return connections.change(
                LOOK, connect -> Lookup.domain(connect, id, domain -> look(connect, domain, id, backup)));
    }

    private Optional<BackupProgress> look(Connect connect, Domain domain, UUID id, DiskBackup backup)
            throws LibvirtException {
        var target = backup.target();
        var run = runs.get(target);
        return switch (BackupJob.now(domain, BackupTarget.path(connect, target))) {
            case Now.Ours ours -> {
                // Of one that this node did not begin, nobody knows whether its guest was let go.
                boolean owes = (run == null || run.owesThaw()) && !GuestFileSystems.thaw(domain, patience());
                runs.put(target, Run.seen(owes));
                yield Optional.of(ours.progress());
            }
            case Now.Another another
            when run == null || !run.done() -> {
                runs.remove(target);
                throw BackupProblems.another(another.backup(), id);
            }
            case Now.Another another -> Optional.of(BackupProgress.DONE);
            case Now.Nothing nothing -> run == null ? Optional.empty() : ended(domain, id, target, run);
        };
    }

    private Optional<BackupProgress> ended(Domain domain, UUID id, VolumeRef target, Run run) throws LibvirtException {
        if (run.done()) {
            return Optional.of(BackupProgress.DONE);
        }
        boolean owes = run.owesThaw() && !letGo(domain);
        runs.remove(target);
        var last = run.isRecent() ? BackupJob.last(domain) : new Last.Unknown();
        if (last instanceof Last.Completed) {
            runs.put(target, new Run(owes, true, run.seenNanos()));
            return Optional.of(BackupProgress.DONE);
        }
        if (domain.isActive() == 0) {
            throw BackupProblems.stopped(id);
        }
        if (last instanceof Last.Unknown) {
            return Optional.empty();
        }
        throw BackupProblems.ended(last, id);
    }

    void abort(UUID id, DiskBackup backup) {
        connections.change(
                "stop a copy of a running VM's disk",
                connect -> Lookup.domainIfAny(connect, id, domain -> abort(connect, domain, backup.target())));
    }

    private boolean abort(Connect connect, Domain domain, VolumeRef target) throws LibvirtException {
        var run = runs.remove(target);
        var now = BackupJob.now(domain, BackupTarget.path(connect, target));
        if (now instanceof Now.Ours) {
            try {
                domain.abortJob();
            } catch (LibvirtException e) {
                // It has ended in this very moment.
                if (!LibvirtErrors.is(e, ErrorNumber.VIR_ERR_OPERATION_INVALID)) {
                    throw e;
                }
            }
        }
        if (run == null ? !(now instanceof Now.Another) : run.owesThaw()) {
            insist(domain, target);
        }
        return true;
    }

    /** A guest whose agent never says a word must not hold up the portal for ever. */
    private void insist(Domain domain, VolumeRef target) throws LibvirtException {
        for (int n = 0; n < INSISTENCE; n++) {
            if (letGo(domain)) {
                return;
            }
        }
        log.warn(
                "The guest copied to {} does not say that its file systems are let go; if it hangs: virsh domfsthaw",
                target);
    }

    private boolean letGo(Domain domain) throws LibvirtException {
        return domain.isActive() == 0 || GuestFileSystems.thaw(domain, patience());
    }

    private Duration patience() {
        return connections.limits().agent();
    }
}
