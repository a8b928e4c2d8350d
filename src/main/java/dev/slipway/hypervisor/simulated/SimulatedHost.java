package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostEquipment;
import dev.slipway.hypervisor.HostFacts;
import dev.slipway.hypervisor.HostUsage;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.OwnNetwork;
import dev.slipway.hypervisor.PeerAddress;
import dev.slipway.hypervisor.ScreenAccess;
import dev.slipway.hypervisor.VolumeRef;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;

/**
 * One simulated machine, as its test or demonstrator holds it: what it is, how it behaves, what goes wrong, what happens
 * on it behind the portal's back, and what the portal has put there.
 */
public final class SimulatedHost {
    /** The portal's end of a line to this machine. */
    interface Line {
        void lost(String why);

        void back();

        void changed(UUID domain);

        void restarted(UUID domain);
    }

    private final String name;
    private final Reachability reachability;
    private volatile Disks disks = new Disks();
    private volatile long onSinceNanos = System.nanoTime() - Duration.ofDays(1).toNanos();
    private final Domains domains = new Domains(() -> disks, this::requireAble, this::tellChanged, this::tellRestarted);
    private final Migrations migrations = new Migrations(this);
    private final Backups backups = new Backups(this);
    private final Snapshots snapshots = new Snapshots(() -> disks, domains);
    private final Wires wires = new Wires();
    private final Set<Line> lines = new CopyOnWriteArraySet<>();
    private final GuestManners manners = new GuestManners();
    private final Map<UUID, SimulatedScreen> screens = new ConcurrentHashMap<>();
    private volatile HostFacts facts;
    private volatile Acceleration acceleration = Acceleration.EMULATED;
    private volatile Duration clockAhead = Duration.ZERO;
    private volatile boolean uefi = true;
    private volatile boolean hasPeers = true;
    private volatile boolean cutFromPeers;
    private volatile boolean filters = true;

    SimulatedHost(String name) {
        this.name = name;
        reachability = new Reachability(name);
        var uuid = UUID.nameUUIDFromBytes(("simulated:" + name).getBytes(StandardCharsets.UTF_8));
        facts = new HostFacts(uuid, name, "Simulated 1.0", "x86_64", 16, 64 * 1024);
        withNetwork(NicKind.BRIDGE, "br0").withNetwork(NicKind.LIBVIRT_NETWORK, "slipway");
    }

    public String name() {
        return name;
    }

    public HostConnection connection() {
        return SimulatedHosts.connection(name);
    }

    public HostFacts facts() {
        return facts;
    }

    public SimulatedHost withFacts(HostFacts others) {
        facts = others;
        return this;
    }

    public SimulatedHost withSize(int cpus, long memoryMib, long diskMib) {
        var f = facts;
        facts = new HostFacts(f.hostUuid(), f.hostname(), f.hypervisorVersion(), f.architecture(), cpus, memoryMib);
        disks.capacityMib(diskMib);
        return this;
    }

    public SimulatedHost withAcceleration(Acceleration real) {
        acceleration = real;
        return this;
    }

    /** @param ahead of the portal's; negative for behind */
    public SimulatedHost withClockAhead(Duration ahead) {
        clockAhead = ahead;
        return this;
    }

    public SimulatedHost withUefi(boolean has) {
        uefi = has;
        return this;
    }

    /** As if it was registered by an address that other hosts cannot use. */
    public SimulatedHost withoutPeers() {
        hasPeers = false;
        return this;
    }

    /** Other hosts reach it or not, whatever the portal does. */
    public SimulatedHost cutFromPeers(boolean cut) {
        cutFromPeers = cut;
        return this;
    }

    public SimulatedHost withNetwork(NicKind kind, String network) {
        wires.add(kind, network);
        return this;
    }

    public SimulatedHost withoutNetwork(NicKind kind, String network) {
        wires.take(kind, network);
        return this;
    }

    /** @param can whether what guests send can be filtered there */
    public SimulatedHost withFilters(boolean can) {
        filters = can;
        return this;
    }

    /** A network card of somebody else's guest there. */
    public SimulatedHost withForeignMac(String mac) {
        wires.seen(mac);
        return this;
    }

    /** Networks that the portal has made there. */
    public List<OwnNetwork> madeNetworks() {
        return wires.made();
    }

    /** Its pools are the other's from now on, with all that is in them, as if both had mounted the same. */
    public SimulatedHost withStorageOf(SimulatedHost other) {
        disks = other.disks;
        return this;
    }

    /** Room on its storage that somebody else takes. */
    public SimulatedHost withDiskTakenByOthers(long mib) {
        disks.occupyMib(mib);
        return this;
    }

    /** How long each call takes. */
    public SimulatedHost withLatency(Duration each) {
        reachability.latency(each);
        return this;
    }

    /** How long a caller of a hanging host waits before it gives up. */
    public SimulatedHost withDeadline(Duration longest) {
        reachability.deadline(longest);
        return this;
    }

    /** How its guests behave. */
    public GuestManners guests() {
        return manners;
    }

    /** The next so many calls of this kind go wrong; several faults come one after the other. */
    public void fail(SimulatedCall call, Fault fault) {
        reachability.arrange(call, fault);
    }

    /** Refuses every call at once, and drops its lines, until {@link #recover}. Guests go on running. */
    public void goDown() {
        reachability.set(true, false);
        lines.forEach(line -> line.lost("went down"));
    }

    /** As by its power button, on and off: what it had not written down yet is gone. */
    public void restart() {
        onSinceNanos = System.nanoTime();
    }

    Duration upFor() {
        return Duration.ofNanos(System.nanoTime() - onSinceNanos);
    }

    /** Takes every call and answers none until {@link #recover}; calls under way then go on. */
    public void hang() {
        reachability.set(false, true);
        lines.forEach(line -> line.lost("no answer"));
    }

    /** Answers again; arranged faults are forgotten. */
    public void recover() {
        reachability.forgetFaults();
        boolean was = reachability.answers();
        reachability.set(false, false);
        if (!was) {
            lines.forEach(Line::back);
        }
    }

    /** What this guest says on its serial line. */
    public void say(UUID domain, byte[] words) {
        domains.say(domain, words);
    }

    /** As if this guest was started before hosts kept what guests say. */
    public void keepNothingSaidBy(UUID domain) {
        domains.keepNothing(domain);
    }

    /** What an administrator does on the machine itself, unseen by the portal. */
    public Virsh virsh() {
        return new Virsh(domains, disks, backups);
    }

    /** What the portal has defined here. */
    public List<DomainSpec> defined() {
        return domains.specs();
    }

    /** Names of its storage pools, whoever made them. */
    public Set<String> poolNames() {
        return disks.pools().stream().map(HostEquipment.Pool::name).collect(Collectors.toSet());
    }

    /** Names of the marks that the portal has put into this pool. */
    public List<String> marks(String pool) {
        return disks.marks(pool);
    }

    /** Names of the volumes in this pool that hold something; none if there is no such pool. */
    public List<String> volumeNames(String pool) {
        return disks.names(pool);
    }

    public Optional<Uploaded> uploaded(VolumeRef volume) {
        return disks.find(volume).flatMap(SimulatedVolume::content);
    }

    /** Those that are kept of a domain, the oldest first. */
    public List<UUID> snapshots(UUID domain) {
        return snapshots.of(domain);
    }

    /** One word for all that the guest on this disk has written; it goes where the disk goes. */
    public UUID written(VolumeRef disk) {
        return disks.written(disk);
    }

    /** MiB a second that the last guest which left might take of the line. */
    public OptionalLong limitOfLastMove() {
        return migrations.lastLimit();
    }

    /** Of all uploads since the machine came into being. */
    public long receivedBytes() {
        return disks.receivedBytes();
    }

    /** How often this was called since the machine came into being. */
    public int calls(SimulatedCall call) {
        return reachability.calls(call);
    }

    Reachability reachability() {
        return reachability;
    }

    Disks disks() {
        return disks;
    }

    Domains domains() {
        return domains;
    }

    Optional<PeerAddress> peer() {
        return hasPeers ? Optional.of(new PeerAddress(connection().uri(), name)) : Optional.empty();
    }

    boolean isReachedByPeers() {
        return reachability.answers() && !cutFromPeers;
    }

    Migrations migrations() {
        return migrations;
    }

    Backups backups() {
        return backups;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    HostEquipment equipment() {
        return new HostEquipment("Simulated", facts.memoryMib(), disks.pools(), wires.all(), uefi);
    }

    /** The sum of its guests, who are all there is on it. */
    HostUsage usage() {
        var guests = domains.usages();
        return new HostUsage(
                guests.stream().map(HostUsage.GuestUsage::cpu).reduce(Duration.ZERO, Duration::plus),
                guests.stream().mapToLong(HostUsage.GuestUsage::memoryMib).sum(),
                guests);
    }

    Duration clockAhead() {
        return clockAhead;
    }

    Acceleration acceleration() {
        return acceleration;
    }

    Wires wires() {
        return wires;
    }

    boolean filters() {
        return filters;
    }

    ScreenAccess openScreen(UUID domain, Duration validFor, Clock clock) {
        var on = domains.requireOn(domain);
        return screens.computeIfAbsent(domain, id -> new SimulatedScreen(on.name(), clock))
                .open(validFor);
    }

    void connect(Line line) {
        lines.add(line);
        if (reachability.answers()) {
            line.back();
        }
    }

    void disconnect(Line line) {
        lines.remove(line);
        reachability.wake();
    }

    private void requireAble(DomainSpec spec) {
        if (spec.acceleration() == Acceleration.KVM && acceleration != Acceleration.KVM) {
            throw Disks.problem(Kind.REFUSED, "The host cannot accelerate guests.", spec.name());
        }
        for (var nic : spec.nics()) {
            if (!wires.has(nic.kind(), nic.source())) {
                throw Disks.problem(Kind.NO_SUCH_NETWORK, "The host has no such network.", nic.source());
            }
            if (nic.filter().isPresent() && !filters) {
                throw Disks.problem(Kind.REFUSED, "The host cannot filter what guests send.", nic.source());
            }
        }
    }

    /** Whoever cannot be reached hears nothing: events are lost, as on a real line. */
    private void tellChanged(UUID domain) {
        if (domains.observe(domain).filter(seen -> seen.power().isOn()).isEmpty()) {
            Optional.ofNullable(screens.remove(domain)).ifPresent(SimulatedScreen::close);
        }
        if (reachability.answers()) {
            lines.forEach(line -> line.changed(domain));
        }
    }

    private void tellRestarted(UUID domain) {
        if (reachability.answers()) {
            lines.forEach(line -> line.restarted(domain));
        }
    }
}
