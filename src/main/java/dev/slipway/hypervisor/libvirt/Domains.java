package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.RunningSize;
import dev.slipway.hypervisor.ScreenAccess;
import dev.slipway.hypervisor.VolumeRef;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.DomainInfo;
import org.libvirt.DomainInfo.DomainState;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;

/** Definitions, power and screens of one host's domains. */
final class Domains {
    /** MANAGED_SAVE, SNAPSHOTS_METADATA, NVRAM, CHECKPOINTS_METADATA: nothing of it shall stay. */
    private static final int UNDEFINE_ALL = 1 | 2 | 4 | 16;

    private static final int UPDATE_LIVE = 1;
    private static final int XML_SECURE = 1;
    private static final int XML_INACTIVE = 2;
    private static final long KIB_PER_MIB = 1024;

    private final Connections connections;
    private final Clock clock;
    private final Set<Shape> validated = ConcurrentHashMap.newKeySet();

    /**
     * Which elements a definition has. Comparing one with its schema takes the host ten times as long as defining it, so
     * each host does it once for each shape.
     */
    private record Shape(
            Acceleration acceleration,
            Firmware firmware,
            boolean seed,
            boolean data,
            List<Boolean> drives,
            List<Plug> nics,
            boolean log) {
        static Shape of(DomainSpec spec, boolean log) {
            return new Shape(
                    spec.acceleration(),
                    spec.firmware(),
                    spec.seed().isPresent(),
                    !spec.data().isEmpty(),
                    spec.drives().stream().map(Optional::isPresent).toList(),
                    spec.nics().stream().map(Plug::of).toList(),
                    log);
        }
    }

    private record Plug(NicKind kind, Optional<Integer> filterOn, boolean linked) {
        static Plug of(NicSpec nic) {
            return new Plug(
                    nic.kind(), nic.filter().map(filter -> filter.addresses().size()), nic.linked());
        }
    }

    Domains(Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    List<DomainObservation> observeAll() {
        return connections.query("look at all VMs", Observations::all);
    }

    Optional<DomainObservation> observe(UUID domain) {
        return connections.query("look at a VM", connect -> Lookup.domainIfAny(connect, domain, Observations::of));
    }

    Optional<RunningSize> runsWith(UUID id) {
        return connections
                .query(
                        "look what a VM runs with",
                        connect -> Lookup.domainIfAny(
                                connect,
                                id,
                                domain -> domain.isActive() == 1
                                        ? Optional.of(runsWith(domain.getInfo()))
                                        : Optional.<RunningSize>empty()))
                .flatMap(now -> now);
    }

    private static RunningSize runsWith(DomainInfo info) {
        return new RunningSize(info.nrVirtCpu, info.maxMem / KIB_PER_MIB);
    }

    void define(DomainSpec spec) {
        connections.change("define a VM", connect -> {
            var paths = new HashMap<VolumeRef, String>();
            for (var volume : spec.volumes()) {
                paths.put(volume, Lookup.path(connect, volume));
            }
            var name = Lookup.domainIfAny(connect, spec.vm().value(), Domain::getName)
                    .orElse(spec.name());
            var named = spec.named(name);
            var log = madeUp() || !connections.limits().serialLog()
                    ? Optional.<String>empty()
                    : SerialLines.prepare(
                            connect, spec.vm().value(), spec.disk().pool());
            var xml = DomainXml.write(madeUp() ? unfiltered(named) : named, paths, log, madeUp());
            var shape = Shape.of(spec, log.isPresent());
            if (!madeUp() && spec.nics().stream().anyMatch(nic -> nic.filter().isPresent())) {
                Filters.ensure(connect);
            }
            var flags = validated.contains(shape) ? 0 : NativeLibvirt.DEFINE_VALIDATE;
            define(connect, xml, flags);
            validated.add(shape);
            return true;
        });
    }

    private static boolean define(Connect connect, String xml, int flags) throws LibvirtException {
        var domain = LIBVIRT.virDomainDefineXMLFlags(NativeHandles.of(connect), xml, flags);
        if (domain == null) {
            NativeHandles.check(-1);
        } else {
            LIBVIRT.virDomainFree(domain);
        }
        return true;
    }

    void redefine(UUID id, String definition) {
        if (!XmlFacts.of(definition).text("/domain/uuid").equals(Optional.of(id.toString()))) {
            throw new IllegalArgumentException("a definition of another domain than " + id);
        }
        connections.change(
                "define a VM again",
                connect ->
                        Lookup.domainIfAny(connect, id, domain -> true).isPresent() || define(connect, definition, 0));
    }

    void lockScreen(UUID id) {
        connections.change(
                "lock a VM's screen",
                connect -> Lookup.domain(connect, id, domain -> {
                    var locked = Screen.locked(XmlFacts.of(domain.getXMLDesc(XML_SECURE | XML_INACTIVE)));
                    return locked.isEmpty() || define(connect, locked.get(), 0);
                }));
    }

    /** libvirt's make-believe host has no filters. */
    private static DomainSpec unfiltered(DomainSpec spec) {
        return spec.withNics(spec.nics().stream().map(NicSpec::unfiltered).toList());
    }

    void undefine(UUID id) {
        connections.change(
                "remove a VM",
                connect -> Lookup.domainIfAny(connect, id, domain -> {
                    // libvirt would forget a running VM without stopping it.
                    if (domain.isActive() == 1) {
                        throw wrongState("The VM is still on. Turn it off first.", id);
                    }
                    var log = SerialLines.of(domain, id);
                    domain.undefine(madeUp() ? 0 : UNDEFINE_ALL);
                    if (log.isPresent()) {
                        SerialLines.remove(connect, log.get());
                    }
                    return true;
                }));
    }

    void start(UUID id) {
        connections.change(
                "start a VM",
                connect -> Lookup.domain(connect, id, domain -> {
                    try {
                        return domain.isActive() == 1 || domain.create() == 0;
                    } catch (LibvirtException e) {
                        return doneAlready(e, domain.isActive() == 1);
                    }
                }));
    }

    void shutdown(UUID id) {
        connections.change(
                "shut a VM down",
                connect -> Lookup.domain(connect, id, domain -> {
                    try {
                        return domain.isActive() == 0 || askToStop(domain);
                    } catch (LibvirtException e) {
                        return doneAlready(e, isOffOrAlmost(domain));
                    }
                }));
    }

    /** While the host clears up after a guest that has stopped, the domain is active still, and "not running". */
    private static boolean isOffOrAlmost(Domain domain) throws LibvirtException {
        return switch (domain.getInfo().state) {
            case VIR_DOMAIN_SHUTDOWN, VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_CRASHED -> true;
            default -> false;
        };
    }

    /** By the power button: a guest's agent may keep us waiting for a minute, and never answer. */
    private boolean askToStop(Domain domain) throws LibvirtException {
        var flags = madeUp() ? 0 : NativeLibvirt.SHUTDOWN_ACPI;
        return NativeHandles.check(LIBVIRT.virDomainShutdownFlags(NativeHandles.of(domain), flags)) == 0;
    }

    void reboot(UUID id) {
        toRunning("reboot a VM", id, domain -> domain.reboot(madeUp() ? 0 : NativeLibvirt.SHUTDOWN_ACPI));
    }

    void reset(UUID id) {
        toRunning("reset a VM", id, domain -> NativeHandles.check(LIBVIRT.virDomainReset(NativeHandles.of(domain), 0)));
    }

    void pause(UUID id) {
        toRunning("pause a VM", id, domain -> {
            if (!isPaused(domain)) {
                domain.suspend();
            }
        });
    }

    void resume(UUID id) {
        toRunning("resume a VM", id, domain -> {
            if (isPaused(domain)) {
                domain.resume();
            }
        });
    }

    private static boolean isPaused(Domain domain) throws LibvirtException {
        return domain.getInfo().state == DomainState.VIR_DOMAIN_PAUSED;
    }

    private interface Deed {
        void to(Domain domain) throws LibvirtException;
    }

    private void toRunning(String what, UUID id, Deed deed) {
        connections.change(
                what,
                connect -> Lookup.domain(connect, id, domain -> {
                    if (domain.isActive() == 0) {
                        throw wrongState("The VM is off. Start it instead.", id);
                    }
                    deed.to(domain);
                    return true;
                }));
    }

    void powerOff(UUID id) {
        connections.change(
                "turn a VM off",
                connect -> Lookup.domainIfAny(connect, id, domain -> {
                    try {
                        if (domain.isActive() == 1) {
                            domain.destroy();
                        }
                        return true;
                    } catch (LibvirtException e) {
                        return doneAlready(e, domain.isActive() == 0);
                    }
                }));
    }

    ScreenAccess openScreen(UUID id, Duration validFor) {
        var password = Screen.freshPassword();
        var until = clock.instant().plus(validFor).truncatedTo(ChronoUnit.SECONDS);
        return connections.change(
                "open a VM's screen",
                connect -> Lookup.domain(connect, id, domain -> openScreen(domain, id, password, until)));
    }

    private ScreenAccess openScreen(Domain domain, UUID id, String password, Instant until) throws LibvirtException {
        if (domain.isActive() == 0) {
            throw wrongState("The VM is off. Start it to see its screen.", id);
        }
        var live = XmlFacts.of(domain.getXMLDesc(XML_SECURE));
        var graphics = live.element("/domain/devices/graphics[@type='vnc']")
                .orElseThrow(() -> refused("This VM has no screen that can be shown.", id));
        var address = live.text("/domain/devices/graphics[@type='vnc']/@listen").orElse("");
        var port = Math.toIntExact(live.number("/domain/devices/graphics[@type='vnc']/@port"));
        var place = place(address, port, until)
                .orElseThrow(() -> refused(
                        "The screens of this host's VMs cannot be reached from here: they are open to the host itself"
                                + " only. An administrator can register the host by ssh.",
                        id));
        domain.updateDeviceFlags(Screen.unlocked(graphics, password, until), UPDATE_LIVE);
        return new ScreenAccess(place.hostname(), place.port(), password, until);
    }

    private record Place(String hostname, int port) {}

    private Optional<Place> place(String listens, int port, Instant until) {
        var direct = Reach.screen(connections.uri(), listens);
        if (direct.isPresent()) {
            return Optional.of(new Place(direct.get(), port));
        }
        try {
            return connections
                    .way()
                    .loopback(port, Duration.between(clock.instant(), until))
                    .map(socket -> new Place(socket.toString(), 0));
        } catch (IOException e) {
            throw new HostUnreachable("no way to a screen: " + e.getMessage(), e);
        }
    }

    /** Whether somebody else was faster, which is as good. */
    private static boolean doneAlready(LibvirtException e, boolean done) throws LibvirtException {
        if (done && LibvirtErrors.is(e, ErrorNumber.VIR_ERR_OPERATION_INVALID)) {
            return true;
        }
        throw e;
    }

    private boolean madeUp() {
        return connections.uri().isTest();
    }

    private static HypervisorProblem wrongState(String sentence, UUID domain) {
        return new HypervisorProblem(Kind.WRONG_POWER_STATE, sentence, "domain " + domain, null);
    }

    private static HypervisorProblem refused(String sentence, UUID domain) {
        return new HypervisorProblem(Kind.REFUSED, sentence, "domain " + domain, null);
    }
}
