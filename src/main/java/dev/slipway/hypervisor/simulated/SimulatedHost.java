package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostFacts;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.ScreenAccess;
import dev.slipway.hypervisor.VolumeRef;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;

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
    }

    record Network(NicKind kind, String name) {}

    private final String name;
    private final Reachability reachability;
    private final Disks disks = new Disks();
    private final Domains domains = new Domains(disks, this::requireAble, this::tellChanged);
    private final Set<Network> networks = ConcurrentHashMap.newKeySet();
    private final Set<Line> lines = new CopyOnWriteArraySet<>();
    private final GuestManners manners = new GuestManners();
    private final Map<UUID, SimulatedScreen> screens = new ConcurrentHashMap<>();
    private volatile HostFacts facts;
    private volatile Acceleration acceleration = Acceleration.EMULATED;

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

    public SimulatedHost withNetwork(NicKind kind, String network) {
        networks.add(new Network(kind, network));
        return this;
    }

    public SimulatedHost withoutNetwork(NicKind kind, String network) {
        networks.remove(new Network(kind, network));
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

    /** What an administrator does on the machine itself, unseen by the portal. */
    public Virsh virsh() {
        return new Virsh(domains, disks);
    }

    /** What the portal has defined here. */
    public List<DomainSpec> defined() {
        return domains.specs();
    }

    /** Names of the volumes in this pool; none if there is no such pool. */
    public List<String> volumeNames(String pool) {
        return disks.names(pool);
    }

    public Optional<Uploaded> uploaded(VolumeRef volume) {
        return disks.find(volume).flatMap(SimulatedVolume::content);
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

    Acceleration acceleration() {
        return acceleration;
    }

    boolean hasNetwork(NicKind kind, String network) {
        return networks.contains(new Network(kind, network));
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
            if (!hasNetwork(nic.kind(), nic.source())) {
                throw Disks.problem(Kind.NO_SUCH_NETWORK, "The host has no such network.", nic.source());
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
}
