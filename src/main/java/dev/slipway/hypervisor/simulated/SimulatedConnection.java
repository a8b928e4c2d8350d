package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.BackupProgress;
import dev.slipway.hypervisor.DiskBackup;
import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.DomainSnapshot;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.GuestIdentity;
import dev.slipway.hypervisor.GuestReport;
import dev.slipway.hypervisor.HostEquipment;
import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.HostFacts;
import dev.slipway.hypervisor.HostUsage;
import dev.slipway.hypervisor.HypervisorAdapter.AttachedHost;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.MigrationPlan;
import dev.slipway.hypervisor.MigrationProgress;
import dev.slipway.hypervisor.OwnNetwork;
import dev.slipway.hypervisor.PeerAddress;
import dev.slipway.hypervisor.PoolFacts;
import dev.slipway.hypervisor.PoolSpec;
import dev.slipway.hypervisor.PoolState;
import dev.slipway.hypervisor.PowerReason;
import dev.slipway.hypervisor.RunningSize;
import dev.slipway.hypervisor.ScreenAccess;
import dev.slipway.hypervisor.SerialConsole;
import dev.slipway.hypervisor.SerialOutput;
import dev.slipway.hypervisor.UploadParts;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeReader;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.Wiring;
import dev.slipway.kernel.HostId;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One portal node's way to a simulated machine: where latency, faults and the cut line are felt. */
final class SimulatedConnection implements AttachedHost, SimulatedHost.Line {
    private static final Logger log = LoggerFactory.getLogger(SimulatedConnection.class);

    private final HostId id;
    private final SimulatedHost machine;
    private final Consumer<HostEvent> events;
    private final Clock clock;
    private volatile boolean closed;
    private boolean watching;

    SimulatedConnection(HostId id, SimulatedHost machine, Consumer<HostEvent> events, Clock clock) {
        this.id = id;
        this.machine = machine;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public HostFacts facts() {
        return ask(SimulatedCall.FACTS, machine::facts);
    }

    @Override
    public Acceleration probeAcceleration() {
        return ask(SimulatedCall.PROBE_ACCELERATION, machine::acceleration);
    }

    @Override
    public boolean probeFilters() {
        return ask(SimulatedCall.PROBE_FILTERS, machine::filters);
    }

    @Override
    public HostEquipment equipment() {
        return ask(SimulatedCall.EQUIPMENT, machine::equipment);
    }

    @Override
    public Wiring wiring() {
        return ask(SimulatedCall.WIRING, machine.wires()::wiring);
    }

    @Override
    public void tryGuest() {
        tell(SimulatedCall.TRY_GUEST, () -> {});
    }

    @Override
    public Instant clock() {
        return ask(SimulatedCall.CLOCK, () -> clock.instant().plus(machine.clockAhead()));
    }

    @Override
    public List<DomainObservation> observeAll() {
        return ask(SimulatedCall.OBSERVE_ALL, machine.domains()::observeAll);
    }

    @Override
    public Optional<DomainObservation> observe(UUID domain) {
        return ask(SimulatedCall.OBSERVE, () -> machine.domains().observe(domain));
    }

    @Override
    public HostUsage usage() {
        return ask(SimulatedCall.USAGE, machine::usage);
    }

    @Override
    public Duration upFor() {
        return ask(SimulatedCall.UP_FOR, machine::upFor);
    }

    @Override
    public Optional<DomainDescription> describe(UUID domain) {
        return ask(SimulatedCall.DESCRIBE, () -> machine.domains().describe(domain));
    }

    @Override
    public Optional<RunningSize> runsWith(UUID domain) {
        return ask(SimulatedCall.RUNS_WITH, () -> machine.domains().runsWith(domain));
    }

    @Override
    public List<String> addresses(UUID domain) {
        return ask(
                SimulatedCall.ADDRESSES,
                () -> machine.domains().addresses(domain, machine.guests().addressDelay()));
    }

    @Override
    public Optional<GuestReport> guestReport(UUID domain) {
        return ask(
                SimulatedCall.GUEST_REPORT,
                () -> listens(domain) ? Optional.of(machine.guests().report(domain)) : Optional.empty());
    }

    @Override
    public boolean agentListens(UUID domain) {
        return ask(SimulatedCall.AGENT_LISTENS, () -> listens(domain));
    }

    private boolean listens(UUID domain) {
        return machine.guests().haveAgents()
                && machine.domains()
                        .listening(domain, machine.guests().bootDelay())
                        .isPresent();
    }

    @Override
    public void introduce(UUID domain, GuestIdentity identity) {
        tell(SimulatedCall.INTRODUCE, () -> {
            requireAgent(domain);
            machine.guests().told(domain, identity);
        });
    }

    @Override
    public void setPassword(UUID domain, String account, String password) {
        tell(SimulatedCall.SET_PASSWORD, () -> {
            requireAgent(domain);
            if (!machine.guests().hasAccount(account)) {
                throw Disks.problem(
                        Kind.REFUSED,
                        "The guest's agent did not give account " + account + " that password.",
                        domain.toString());
            }
            machine.guests().password(domain, account, password);
        });
    }

    private void requireAgent(UUID domain) {
        machine.domains().requireOn(domain);
        if (!machine.guests().haveAgents()) {
            throw Disks.problem(Kind.REFUSED, "The guest's agent does not answer.", domain.toString());
        }
    }

    @Override
    public void ensurePool(String pool, String path) {
        tell(SimulatedCall.ENSURE_POOL, () -> machine.disks().ensurePool(pool, path));
    }

    @Override
    public PoolFacts pool(String pool) {
        return ask(SimulatedCall.POOL, () -> machine.disks().pool(pool));
    }

    @Override
    public List<PoolState> pools() {
        return ask(SimulatedCall.POOLS, () -> machine.disks().states());
    }

    @Override
    public void createPool(PoolSpec spec) {
        tell(SimulatedCall.CREATE_POOL, () -> machine.disks().createPool(spec));
    }

    @Override
    public void startPool(String pool) {
        tell(SimulatedCall.START_POOL, () -> machine.disks().startPool(pool));
    }

    @Override
    public void refreshPool(String pool) {
        tell(SimulatedCall.REFRESH_POOL, () -> machine.disks().pool(pool));
    }

    @Override
    public void removePool(String pool) {
        tell(SimulatedCall.REMOVE_POOL, () -> machine.disks().removePool(pool));
    }

    @Override
    public boolean hasNetwork(NicKind kind, String source) {
        return ask(SimulatedCall.HAS_NETWORK, () -> machine.wires().has(kind, source));
    }

    @Override
    public void ensureNetwork(OwnNetwork network) {
        tell(SimulatedCall.ENSURE_NETWORK, () -> machine.wires().ensure(network));
    }

    @Override
    public void removeNetwork(UUID network) {
        tell(SimulatedCall.REMOVE_NETWORK, () -> machine.wires().remove(network));
    }

    @Override
    public List<VolumeFacts> volumes(String pool) {
        return ask(SimulatedCall.VOLUMES, () -> machine.disks().volumes(pool));
    }

    @Override
    public Optional<VolumeFacts> volume(VolumeRef volume) {
        return ask(SimulatedCall.VOLUME, () -> machine.disks().volume(volume));
    }

    @Override
    public void upload(
            VolumeRef volume, VolumeFormat format, InputStream rest, long from, long bytes, UploadParts parts) {
        var transfer =
                new Transfer(machine.disks(), () -> machine.reachability().pass(this::isClosed));
        tell(SimulatedCall.UPLOAD, () -> transfer.run(volume, format, rest, from, bytes, parts));
    }

    @Override
    public <T> T download(VolumeRef volume, VolumeReader<T> reader) {
        return ask(SimulatedCall.DOWNLOAD, () -> {
            var content = machine.disks().content(volume);
            return reader.read(
                    new Outgoing(content, () -> machine.reachability().pass(this::isClosed)), content.length());
        });
    }

    @Override
    public void createOverlay(VolumeRef overlay, VolumeRef base, long capacityMib) {
        tell(SimulatedCall.CREATE_OVERLAY, () -> machine.disks().createOverlay(overlay, base, capacityMib));
    }

    @Override
    public void createDisk(VolumeRef disk, long capacityMib) {
        tell(SimulatedCall.CREATE_DISK, () -> machine.disks().createDisk(disk, capacityMib));
    }

    @Override
    public void resizeDisk(VolumeRef disk, long capacityMib) {
        tell(SimulatedCall.RESIZE_DISK, () -> machine.disks().resizeDisk(disk, capacityMib));
    }

    @Override
    public void mark(VolumeRef volume) {
        tell(SimulatedCall.MARK, () -> machine.disks().mark(volume));
    }

    @Override
    public void deleteVolume(VolumeRef volume) {
        tell(SimulatedCall.DELETE_VOLUME, () -> machine.disks().delete(volume));
    }

    @Override
    public void define(DomainSpec spec) {
        tell(SimulatedCall.DEFINE, () -> machine.domains().define(spec));
    }

    @Override
    public void redefine(UUID domain, String definition) {
        tell(SimulatedCall.REDEFINE, () -> machine.domains().redefine(domain, definition));
    }

    @Override
    public void lockScreen(UUID domain) {
        tell(SimulatedCall.LOCK_SCREEN, () -> machine.domains().lockScreen(domain));
    }

    @Override
    public void undefine(UUID domain) {
        tell(SimulatedCall.UNDEFINE, () -> machine.domains().undefine(domain));
    }

    @Override
    public void start(UUID domain) {
        tell(SimulatedCall.START, () -> machine.domains().start(domain));
    }

    @Override
    public void shutdown(UUID domain) {
        tell(
                SimulatedCall.SHUTDOWN,
                () -> machine.domains()
                        .listening(domain, machine.guests().bootDelay())
                        .filter(session -> machine.guests().obeys(domain))
                        .ifPresent(session -> Machinery.later(
                                machine.guests().stopDelay(),
                                () -> machine.domains().halt(domain, session))));
    }

    @Override
    public void reboot(UUID domain) {
        tell(
                SimulatedCall.REBOOT,
                () -> machine.domains().reboot(domain, machine.guests().obeys(domain)));
    }

    @Override
    public void reset(UUID domain) {
        tell(SimulatedCall.RESET, () -> machine.domains().reboot(domain, true));
    }

    @Override
    public void pause(UUID domain) {
        tell(SimulatedCall.PAUSE, () -> machine.domains().pause(domain, PowerReason.PAUSED_BY_REQUEST));
    }

    @Override
    public void resume(UUID domain) {
        tell(SimulatedCall.RESUME, () -> machine.domains().resume(domain));
    }

    @Override
    public void powerOff(UUID domain) {
        tell(SimulatedCall.POWER_OFF, () -> machine.domains().stop(domain, PowerReason.POWERED_OFF));
    }

    @Override
    public void changeDisc(UUID domain, int drive, Optional<VolumeRef> disc) {
        tell(SimulatedCall.CHANGE_DISC, () -> machine.domains().changeDisc(domain, drive, disc));
    }

    @Override
    public ScreenAccess openScreen(UUID domain, Duration validFor) {
        return ask(SimulatedCall.OPEN_SCREEN, () -> machine.openScreen(domain, validFor, clock));
    }

    @Override
    public Optional<PeerAddress> peer() {
        return machine.peer();
    }

    @Override
    public void migrate(UUID domain, MigrationPlan plan) {
        tell(SimulatedCall.MIGRATE, () -> machine.migrations().begin(domain, plan));
    }

    @Override
    public Optional<MigrationProgress> migration(UUID domain, UUID run) {
        return ask(SimulatedCall.MIGRATION, () -> machine.migrations().progress(domain, run));
    }

    @Override
    public void abortMigration(UUID domain) {
        tell(SimulatedCall.ABORT_MIGRATION, () -> machine.migrations().abort(domain));
    }

    @Override
    public boolean beginBackup(UUID domain, DiskBackup backup) {
        return ask(SimulatedCall.BEGIN_BACKUP, () -> machine.backups().begin(domain, backup));
    }

    @Override
    public Optional<BackupProgress> backup(UUID domain, DiskBackup backup) {
        return ask(SimulatedCall.BACKUP, () -> machine.backups().progress(domain, backup));
    }

    @Override
    public void abortBackup(UUID domain, DiskBackup backup) {
        tell(SimulatedCall.ABORT_BACKUP, () -> machine.backups().abort(domain, backup));
    }

    @Override
    public void takeSnapshot(UUID domain, DomainSnapshot snapshot) {
        tell(SimulatedCall.TAKE_SNAPSHOT, () -> machine.snapshots().take(domain, snapshot));
    }

    @Override
    public void revertTo(UUID domain, UUID snapshot, boolean run) {
        tell(SimulatedCall.REVERT_TO, () -> machine.snapshots().revert(domain, snapshot, run));
    }

    @Override
    public void deleteSnapshot(UUID domain, UUID snapshot) {
        tell(SimulatedCall.DELETE_SNAPSHOT, () -> machine.snapshots().delete(domain, snapshot));
    }

    @Override
    public void attachDisk(UUID domain, DataDisk disk) {
        tell(SimulatedCall.ATTACH_DISK, () -> machine.domains().attachDisk(domain, disk));
    }

    @Override
    public void detachDisk(UUID domain, DataDisk disk) {
        tell(
                SimulatedCall.DETACH_DISK,
                () -> machine.domains()
                        .detachDisk(domain, disk, machine.guests().letsGo(domain)));
    }

    @Override
    public void attachNic(UUID domain, NicSpec nic) {
        tell(SimulatedCall.ATTACH_NIC, () -> machine.domains().attachNic(domain, nic));
    }

    @Override
    public void detachNic(UUID domain, String mac) {
        tell(
                SimulatedCall.DETACH_NIC,
                () -> machine.domains().detachNic(domain, mac, machine.guests().letsGo(domain)));
    }

    @Override
    public void setLink(UUID domain, String mac, boolean up) {
        tell(SimulatedCall.SET_LINK, () -> machine.domains().setLink(domain, mac, up));
    }

    @Override
    public Optional<Long> roomForMemoryMib() {
        return ask(
                SimulatedCall.ROOM_FOR_MEMORY, () -> Optional.of(machine.disks().roomMib()));
    }

    @Override
    public void hibernate(UUID domain) {
        tell(SimulatedCall.HIBERNATE, () -> machine.domains().hibernate(domain));
    }

    @Override
    public void forgetMemory(UUID domain) {
        tell(SimulatedCall.FORGET_MEMORY, () -> machine.domains().forgetMemory(domain));
    }

    @Override
    public void growDisk(UUID domain, VolumeRef disk, long capacityMib) {
        tell(SimulatedCall.GROW_DISK, () -> {
            machine.domains().require(domain);
            machine.disks().growDisk(disk, capacityMib);
        });
    }

    @Override
    public FileSystemGrowth growFileSystem(UUID domain, Optional<DataDisk> disk) {
        return ask(
                SimulatedCall.GROW_FILE_SYSTEM,
                () -> machine.guests().haveAgents()
                                && machine.domains()
                                        .listening(domain, machine.guests().bootDelay())
                                        .isPresent()
                        ? FileSystemGrowth.GROWN
                        : FileSystemGrowth.NOBODY_ASKED);
    }

    @Override
    public Optional<SerialOutput> serialOutput(UUID domain, long from, int most) {
        return ask(SimulatedCall.SERIAL_OUTPUT, () -> machine.domains().serialOutput(domain, from, most));
    }

    @Override
    public SerialConsole openSerialConsole(UUID domain) {
        return ask(SimulatedCall.OPEN_SERIAL_CONSOLE, () -> machine.domains().openSerialConsole(domain));
    }

    @Override
    public void boundSerialOutput(long mostBytes, int leaveBytes) {
        tell(SimulatedCall.BOUND_SERIAL_OUTPUT, () -> machine.domains().boundSerialOutput(mostBytes, leaveBytes));
    }

    @Override
    public synchronized void watch() {
        if (!watching && !closed) {
            watching = true;
            machine.connect(this);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        machine.disconnect(this);
    }

    @Override
    public void lost(String why) {
        event(new HostEvent.Disconnected(id, why));
    }

    @Override
    public void back() {
        event(new HostEvent.Connected(id));
    }

    @Override
    public void changed(UUID domain) {
        event(new HostEvent.DomainChanged(id, domain));
    }

    @Override
    public void restarted(UUID domain) {
        event(new HostEvent.DomainRestarted(id, domain));
    }

    private void event(HostEvent event) {
        Machinery.tell(() -> {
            if (!closed) {
                events.accept(event);
            }
        });
    }

    private boolean isClosed() {
        return closed;
    }

    private void tell(SimulatedCall call, Runnable deed) {
        var unused = ask(call, () -> {
            deed.run();
            return true;
        });
    }

    private <T> T ask(SimulatedCall call, Supplier<T> deed) {
        var line = machine.reachability();
        var fault = line.begin(call);
        line.pass(this::isClosed);
        if (fault.isEmpty()) {
            return deed.get();
        }
        if (fault.get().afterTheDeed()) {
            var lostAnswer = deed.get();
            log.debug("Simulated host {} did {} ({}) and loses the answer", machine.name(), call, lostAnswer);
        }
        if (fault.get().hangs()) {
            line.hangUntilDeadline(this::isClosed);
        }
        throw fault.get().problem(call, machine.name());
    }
}
