package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.HostUsage.GuestUsage;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.PowerReason;
import dev.slipway.hypervisor.PowerState;
import dev.slipway.hypervisor.RunningSize;
import dev.slipway.hypervisor.VolumeRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One domain and the guest in it. Guarded by its {@link Domains}. */
final class SimulatedDomain {
    private static final int LOWEST = 10;
    private static final int SPAN = 240;

    private final UUID id;
    private String name;
    private Optional<DomainSpec> spec;
    private PowerState power = PowerState.OFF;
    private PowerReason reason = PowerReason.UNKNOWN;
    /** As it was started, whatever was defined since. */
    private int drives;

    private Optional<RunningSize> size = Optional.empty();
    private final SimulatedLine line = new SimulatedLine();
    private boolean keepsLine;

    /** Drives that its guest has opened. */
    private final Set<Integer> opened = new HashSet<>();

    private boolean leavesNoDefinition;
    private long bootedAt;
    private long session;
    private long stops;

    SimulatedDomain(UUID id, String name, Optional<DomainSpec> spec) {
        this.id = id;
        this.name = name;
        this.spec = spec;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    Optional<DomainSpec> spec() {
        return spec;
    }

    void rename(String other) {
        name = other;
    }

    DomainDescription description(Disks disks, String definition) {
        return new DomainDescription(
                name,
                spec.map(DomainSpec::vcpus).orElse(1),
                spec.map(DomainSpec::memoryMib).orElse(128L),
                spec.map(DomainSpec::firmware).orElse(DomainSpec.Firmware.BIOS),
                spec.stream()
                        .flatMap(s -> Stream.concat(
                                Stream.of(disks.described("vda", s.disk())),
                                s.data().stream().map(d -> disks.described(d.target(), d.volume()))))
                        .toList(),
                spec.map(DomainSpec::nics).orElse(List.of()).stream()
                        .map(nic -> new DomainDescription.Nic(nic.mac(), Optional.of(nic.kind()), nic.source()))
                        .toList(),
                drives(),
                List.of(),
                definition);
    }

    private List<DomainDescription.Drive> drives() {
        var all = spec.map(DomainSpec::drives).orElse(List.of());
        return IntStream.range(0, all.size())
                .mapToObj(number -> new DomainDescription.Drive(
                        "sd" + (char) ('a' + number),
                        all.get(number)
                                .map(disc -> "/" + disc.pool() + "/" + disc.name())
                                .orElse(""),
                        opened.contains(number)))
                .toList();
    }

    /** Its guest opens a drive. */
    void open(int drive) {
        opened.add(drive);
    }

    /** As it is when it has just been defined. */
    SimulatedDomain defined() {
        return new SimulatedDomain(id, name, spec);
    }

    void redefine(DomainSpec newer) {
        spec = Optional.of(newer);
        leavesNoDefinition = false;
    }

    /** It is off, and its host keeps what was in its memory. */
    void hibernate() {
        stop(PowerReason.UNKNOWN);
        power = PowerState.HIBERNATED;
    }

    boolean isHibernated() {
        return power == PowerState.HIBERNATED;
    }

    /** Of one that is hibernated. */
    void forgetMemory() {
        power = PowerState.OFF;
    }

    /** It goes on where it was, with what it was started with, whatever was defined since. */
    void wake() {
        power = PowerState.RUNNING;
        reason = PowerReason.BOOTED;
        session++;
    }

    Optional<RunningSize> runsWith() {
        return size.filter(now -> isOn());
    }

    boolean isOn() {
        return power.isOn();
    }

    /** Counts power-ons and resets, so that a timer knows whether its guest is still the one it was set for. */
    long session() {
        return session;
    }

    /** How often it was turned off: what QEMU was at has then ended. */
    long stops() {
        return stops;
    }

    boolean leavesNoDefinition() {
        return leavesNoDefinition;
    }

    void leaveNoDefinition() {
        leavesNoDefinition = true;
    }

    /** @throws dev.slipway.hypervisor.HypervisorProblem if it was started without that drive */
    void changeDisc(int drive, Optional<VolumeRef> disc) {
        if (drive >= drives) {
            throw Disks.problem(
                    Kind.REFUSED, "The VM was started before it had a drive for discs. Start it anew.", id.toString());
        }
        opened.remove(drive);
        spec = spec.map(defined -> {
            var changed = new ArrayList<>(defined.drives());
            while (changed.size() <= drive) {
                changed.add(Optional.empty());
            }
            changed.set(drive, disc);
            return defined.with(changed);
        });
    }

    boolean has(DataDisk disk) {
        return spec.stream()
                .flatMap(defined -> defined.data().stream())
                .anyMatch(other -> other.serial().equals(disk.serial()));
    }

    void attach(DataDisk disk) {
        if (!has(disk)) {
            spec = spec.map(defined -> defined.withData(
                    Stream.concat(defined.data().stream(), Stream.of(disk)).toList()));
        }
    }

    void detach(DataDisk disk) {
        spec = spec.map(defined -> defined.withData(defined.data().stream()
                .filter(other -> !other.serial().equals(disk.serial()))
                .toList()));
    }

    boolean has(String mac) {
        return spec.stream()
                .flatMap(defined -> defined.nics().stream())
                .anyMatch(nic -> nic.mac().equals(mac));
    }

    void attach(NicSpec nic) {
        if (!has(nic.mac())) {
            spec = spec.map(defined -> defined.withNics(
                    Stream.concat(defined.nics().stream(), Stream.of(nic)).toList()));
        }
    }

    void detach(String mac) {
        spec = spec.map(defined -> defined.withNics(
                defined.nics().stream().filter(nic -> !nic.mac().equals(mac)).toList()));
    }

    void link(String mac, boolean up) {
        spec = spec.map(defined -> defined.withNics(defined.nics().stream()
                .map(nic -> nic.mac().equals(mac) ? nic.linked(up) : nic)
                .toList()));
    }

    void boot() {
        drives = spec.map(defined -> defined.drives().size()).orElse(0);
        size = spec.map(defined -> new RunningSize(defined.vcpus(), defined.memoryMib()));
        keepsLine = spec.isPresent();
        restart();
    }

    /** With what it was started with. */
    void restart() {
        opened.clear();
        power = PowerState.RUNNING;
        reason = PowerReason.BOOTED;
        bootedAt = System.nanoTime();
        session++;
        line.boot(name, keepsLine);
    }

    SimulatedLine line() {
        return line;
    }

    Optional<SimulatedLine> keptLine() {
        return Optional.of(line).filter(it -> isOn() ? it.isKept() : spec.isPresent());
    }

    void stop(PowerReason why) {
        opened.clear();
        power = PowerState.OFF;
        reason = why;
        session++;
        stops++;
        line.hangUp();
    }

    void pause(PowerReason why) {
        power = PowerState.PAUSED;
        reason = why;
    }

    void resume() {
        power = PowerState.RUNNING;
        reason = PowerReason.BOOTED;
    }

    /** Whether its operating system is up, that long after power-on. */
    boolean isUpAfter(Duration delay) {
        return power == PowerState.RUNNING && System.nanoTime() - bootedAt >= delay.toNanos();
    }

    DomainObservation observation() {
        return new DomainObservation(id, name, power, reason);
    }

    /** A guest that uses a quarter of one vCPU and half its memory, and reads and sends a little, from power-on. */
    GuestUsage usage() {
        var up = Duration.ofNanos(System.nanoTime() - bootedAt);
        var memory = spec.map(DomainSpec::memoryMib).orElse(0L);
        var kib = up.toMillis();
        return new GuestUsage(id, up.dividedBy(4), memory / 2, kib << 10, kib << 9, kib << 8, kib << 7);
    }

    /** Made from the MAC, as a DHCP server with a memory would: the same card always gets the same address. */
    List<String> addresses() {
        return spec.map(DomainSpec::nics).orElse(List.of()).stream()
                .map(nic -> nic.mac().hashCode() & Integer.MAX_VALUE)
                .map(hash -> "10.77." + (hash / SPAN % SPAN) + "." + (LOWEST + hash % SPAN))
                .toList();
    }
}
