package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.BackupProgress;
import dev.slipway.hypervisor.DiskBackup;
import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.DomainSnapshot;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.GuestIdentity;
import dev.slipway.hypervisor.GuestReport;
import dev.slipway.hypervisor.HostEquipment;
import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.HostFacts;
import dev.slipway.hypervisor.HostUsage;
import dev.slipway.hypervisor.HypervisorAdapter.AttachedHost;
import dev.slipway.hypervisor.MigrationPlan;
import dev.slipway.hypervisor.MigrationProgress;
import dev.slipway.hypervisor.OwnNetwork;
import dev.slipway.hypervisor.PeerAddress;
import dev.slipway.hypervisor.PoolFacts;
import dev.slipway.hypervisor.PoolSpec;
import dev.slipway.hypervisor.PoolState;
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
import org.jspecify.annotations.Nullable;

/** One host behind libvirt: hands each of the port's calls to whoever knows how. */
final class LibvirtHost implements AttachedHost {
    private final HostId id;
    private final Connections connections;
    private final Consumer<HostEvent> events;
    private final Domains domains;
    private final Drives drives;
    private final Pools pools;
    private final Volumes volumes;
    private final Usages usages;
    private final Migrations migrations;
    private final Backups backups;
    private final Snapshots snapshots;
    private final Memories memories;
    private final DataDisks disks;
    private final GuestGrowth growth;
    private final Nics nics;
    private final SerialLines serial;
    private final OwnNetworks networks;
    private final HostWiring wiring = new HostWiring();
    private @Nullable HostWatcher watcher;
    private boolean closed;

    LibvirtHost(HostId id, Connections connections, Consumer<HostEvent> events, Clock clock) {
        this.id = id;
        this.connections = connections;
        this.events = events;
        domains = new Domains(connections, clock);
        drives = new Drives(connections);
        pools = new Pools(connections);
        volumes = new Volumes(connections);
        usages = new Usages(connections);
        migrations = new Migrations(connections);
        backups = new Backups(connections);
        snapshots = new Snapshots(connections);
        memories = new Memories(connections);
        disks = new DataDisks(connections, volumes);
        growth = new GuestGrowth(connections);
        nics = new Nics(connections);
        serial = new SerialLines(connections);
        networks = new OwnNetworks(connections);
    }

    @Override
    public HostFacts facts() {
        return connections.query("look at the host", connect -> HostDescription.facts(connect, connections.uri()));
    }

    @Override
    public Acceleration probeAcceleration() {
        return new AccelerationProbe(connections).run();
    }

    @Override
    public Optional<String> hostKey() {
        return connections.way().hostKey();
    }

    @Override
    public HostEquipment equipment() {
        return connections.change("look at what the host has", Equipment::of);
    }

    @Override
    public Wiring wiring() {
        return connections.change("look at the host's networks", wiring::look);
    }

    @Override
    public boolean probeFilters() {
        return !connections.uri().isTest() && new FilterProbe(connections).run();
    }

    @Override
    public void ensureNetwork(OwnNetwork network) {
        networks.ensure(network);
    }

    @Override
    public void removeNetwork(UUID network) {
        networks.remove(network);
    }

    @Override
    public void tryGuest() {
        new TrialGuest(connections).run();
    }

    @Override
    public Instant clock() {
        return new HostClock(connections).read();
    }

    @Override
    public List<DomainObservation> observeAll() {
        return domains.observeAll();
    }

    @Override
    public Optional<DomainObservation> observe(UUID domain) {
        return domains.observe(domain);
    }

    @Override
    public HostUsage usage() {
        return usages.read();
    }

    @Override
    public Duration upFor() {
        return connections.query("ask for how long the host has been on", Usages::upFor);
    }

    @Override
    public Optional<DomainDescription> describe(UUID domain) {
        return connections.change(
                "look at what a VM is made of",
                connect -> Lookup.domainIfAny(connect, domain, it -> Description.of(connect, it)));
    }

    @Override
    public Optional<RunningSize> runsWith(UUID domain) {
        return domains.runsWith(domain);
    }

    @Override
    public List<String> addresses(UUID domain) {
        var patience = connections.limits().agent();
        return connections.change("ask for a VM's addresses", connect -> Addresses.of(connect, domain, patience));
    }

    @Override
    public Optional<GuestReport> guestReport(UUID domain) {
        var patience = connections.limits().agent();
        return connections.change("ask a guest's agent", connect -> GuestAgent.report(connect, domain, patience));
    }

    @Override
    public boolean agentListens(UUID domain) {
        return connections.query("look for a guest's agent", connect -> GuestAgent.listens(connect, domain));
    }

    @Override
    public void introduce(UUID domain, GuestIdentity identity) {
        var patience = connections.limits().agent();
        connections.change(
                "tell a guest who it is", connect -> GuestAgent.introduce(connect, domain, identity, patience));
    }

    @Override
    public void setPassword(UUID domain, String account, String password) {
        var patience = connections.limits().agent();
        connections.change(
                "give an account in a guest a password",
                connect -> GuestAgent.setPassword(connect, domain, account, password, patience));
    }

    @Override
    public void ensurePool(String pool, String path) {
        pools.ensure(pool, path);
    }

    @Override
    public PoolFacts pool(String pool) {
        return pools.facts(pool);
    }

    @Override
    public List<PoolState> pools() {
        return pools.all();
    }

    @Override
    public void createPool(PoolSpec spec) {
        pools.create(spec);
    }

    @Override
    public void startPool(String pool) {
        pools.start(pool);
    }

    @Override
    public void refreshPool(String pool) {
        pools.lookAgain(pool);
    }

    @Override
    public void removePool(String pool) {
        pools.forget(pool);
    }

    @Override
    public boolean hasNetwork(DomainSpec.NicKind kind, String source) {
        return connections.query("look for a network", connect -> HostDescription.hasNetwork(connect, kind, source));
    }

    @Override
    public List<VolumeFacts> volumes(String pool) {
        return volumes.list(pool);
    }

    @Override
    public Optional<VolumeFacts> volume(VolumeRef volume) {
        return volumes.find(volume);
    }

    @Override
    public void upload(
            VolumeRef volume, VolumeFormat format, InputStream rest, long from, long bytes, UploadParts parts) {
        Upload.run(connections, volume, format, new Upload.Rest(rest, from, bytes), parts);
    }

    @Override
    public <T> T download(VolumeRef volume, VolumeReader<T> reader) {
        return Download.run(connections, volume, reader);
    }

    @Override
    public void createOverlay(VolumeRef overlay, VolumeRef base, long capacityMib) {
        volumes.createOverlay(overlay, base, capacityMib);
    }

    @Override
    public void createDisk(VolumeRef disk, long capacityMib) {
        volumes.createDisk(disk, capacityMib);
    }

    @Override
    public void resizeDisk(VolumeRef disk, long capacityMib) {
        volumes.resizeDisk(disk, capacityMib);
    }

    @Override
    public void mark(VolumeRef volume) {
        volumes.mark(volume);
    }

    @Override
    public void deleteVolume(VolumeRef volume) {
        volumes.delete(volume);
    }

    @Override
    public void define(DomainSpec spec) {
        domains.define(spec);
    }

    @Override
    public void redefine(UUID domain, String definition) {
        domains.redefine(domain, definition);
    }

    @Override
    public void lockScreen(UUID domain) {
        domains.lockScreen(domain);
    }

    @Override
    public void undefine(UUID domain) {
        domains.undefine(domain);
    }

    @Override
    public void start(UUID domain) {
        if (!memories.wake(domain)) {
            domains.start(domain);
        }
    }

    @Override
    public void shutdown(UUID domain) {
        domains.shutdown(domain);
    }

    @Override
    public void reboot(UUID domain) {
        domains.reboot(domain);
    }

    @Override
    public void reset(UUID domain) {
        domains.reset(domain);
    }

    @Override
    public void pause(UUID domain) {
        domains.pause(domain);
    }

    @Override
    public void resume(UUID domain) {
        domains.resume(domain);
    }

    @Override
    public void powerOff(UUID domain) {
        domains.powerOff(domain);
    }

    @Override
    public void changeDisc(UUID domain, int drive, Optional<VolumeRef> disc) {
        drives.change(domain, drive, disc);
    }

    @Override
    public ScreenAccess openScreen(UUID domain, Duration validFor) {
        return domains.openScreen(domain, validFor);
    }

    @Override
    public Optional<PeerAddress> peer() {
        return connections.uri().peer();
    }

    @Override
    public void migrate(UUID domain, MigrationPlan plan) {
        migrations.begin(domain, plan);
    }

    @Override
    public Optional<MigrationProgress> migration(UUID domain, UUID run) {
        return migrations.progress(domain, run);
    }

    @Override
    public void abortMigration(UUID domain) {
        migrations.abort(domain);
    }

    @Override
    public boolean beginBackup(UUID domain, DiskBackup backup) {
        return backups.begin(domain, backup);
    }

    @Override
    public Optional<BackupProgress> backup(UUID domain, DiskBackup backup) {
        return backups.progress(domain, backup);
    }

    @Override
    public void abortBackup(UUID domain, DiskBackup backup) {
        backups.abort(domain, backup);
    }

    @Override
    public void takeSnapshot(UUID domain, DomainSnapshot snapshot) {
        snapshots.take(domain, snapshot);
    }

    @Override
    public void revertTo(UUID domain, UUID snapshot, boolean run) {
        snapshots.revert(domain, snapshot, run);
    }

    @Override
    public void deleteSnapshot(UUID domain, UUID snapshot) {
        snapshots.delete(domain, snapshot);
    }

    @Override
    public Optional<Long> roomForMemoryMib() {
        return memories.roomMib();
    }

    @Override
    public void hibernate(UUID domain) {
        memories.keep(domain);
    }

    @Override
    public void forgetMemory(UUID domain) {
        memories.forget(domain);
    }

    @Override
    public void attachDisk(UUID domain, DataDisk disk) {
        disks.attach(domain, disk);
    }

    @Override
    public void detachDisk(UUID domain, DataDisk disk) {
        disks.detach(domain, disk);
    }

    @Override
    public void attachNic(UUID domain, NicSpec nic) {
        nics.attach(domain, nic);
    }

    @Override
    public void detachNic(UUID domain, String mac) {
        nics.detach(domain, mac);
    }

    @Override
    public void setLink(UUID domain, String mac, boolean up) {
        nics.setLink(domain, mac, up);
    }

    @Override
    public void growDisk(UUID domain, VolumeRef disk, long capacityMib) {
        disks.grow(domain, disk, capacityMib);
    }

    @Override
    public FileSystemGrowth growFileSystem(UUID domain, Optional<DataDisk> disk) {
        return growth.of(domain, disk);
    }

    @Override
    public Optional<SerialOutput> serialOutput(UUID domain, long from, int most) {
        return serial.read(domain, from, most);
    }

    @Override
    public SerialConsole openSerialConsole(UUID domain) {
        return SerialSession.open(connections, domain);
    }

    @Override
    public void boundSerialOutput(long mostBytes, int leaveBytes) {
        serial.bound(mostBytes, leaveBytes);
    }

    @Override
    public synchronized void watch() {
        if (watcher == null && !closed) {
            watcher = new HostWatcher(id, connections, events);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (watcher != null) {
            watcher.close();
        }
        connections.close();
    }

    /** For tests. */
    Connections connections() {
        return connections;
    }
}
