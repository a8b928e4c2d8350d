package dev.slipway.hypervisor.libvirt;

import static dev.slipway.hypervisor.libvirt.NativeLibvirt.LIBVIRT;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.ScreenAccess;
import dev.slipway.hypervisor.VolumeRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.NativeHandles;

/** Definitions, power and screens of one host's domains. */
final class Domains {
    /** MANAGED_SAVE, SNAPSHOTS_METADATA, NVRAM, CHECKPOINTS_METADATA: nothing of it shall stay. */
    private static final int UNDEFINE_ALL = 1 | 2 | 4 | 16;

    private static final int UPDATE_LIVE = 1;
    private static final int XML_SECURE = 1;

    private final Connections connections;
    private final Clock clock;
    private final Set<Shape> validated = ConcurrentHashMap.newKeySet();

    /**
     * Which elements a definition has. Comparing one with its schema takes the host ten times as long as defining it, so
     * each host does it once for each shape.
     */
    private record Shape(Acceleration acceleration, Firmware firmware, boolean seed, List<NicKind> nics) {
        static Shape of(DomainSpec spec) {
            return new Shape(
                    spec.acceleration(),
                    spec.firmware(),
                    spec.seed().isPresent(),
                    spec.nics().stream().map(NicSpec::kind).toList());
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

    void define(DomainSpec spec) {
        connections.change("define a VM", connect -> {
            var disk = path(connect, spec.disk());
            var seed = spec.seed().isPresent()
                    ? Optional.of(path(connect, spec.seed().get()))
                    : Optional.<String>empty();
            var xml = DomainXml.write(spec, disk, seed, madeUp());
            var shape = Shape.of(spec);
            var flags = validated.contains(shape) ? 0 : NativeLibvirt.DEFINE_VALIDATE;
            var domain = LIBVIRT.virDomainDefineXMLFlags(NativeHandles.of(connect), xml, flags);
            if (domain == null) {
                NativeHandles.check(-1);
            } else {
                LIBVIRT.virDomainFree(domain);
            }
            validated.add(shape);
            return true;
        });
    }

    void undefine(UUID id) {
        connections.change(
                "remove a VM",
                connect -> Lookup.domainIfAny(connect, id, domain -> {
                    // libvirt would forget a running VM without stopping it.
                    if (domain.isActive() == 1) {
                        throw wrongState("The VM is still on. Turn it off first.", id);
                    }
                    domain.undefine(madeUp() ? 0 : UNDEFINE_ALL);
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
                        return doneAlready(e, domain.isActive() == 0);
                    }
                }));
    }

    /** By the power button: a guest's agent may keep us waiting for a minute, and never answer. */
    private boolean askToStop(Domain domain) throws LibvirtException {
        var flags = madeUp() ? 0 : NativeLibvirt.SHUTDOWN_ACPI;
        return NativeHandles.check(LIBVIRT.virDomainShutdownFlags(NativeHandles.of(domain), flags)) == 0;
    }

    void reboot(UUID id) {
        connections.change(
                "reboot a VM",
                connect -> Lookup.domain(connect, id, domain -> {
                    if (domain.isActive() == 0) {
                        throw wrongState("The VM is off. Start it instead.", id);
                    }
                    domain.reboot(madeUp() ? 0 : NativeLibvirt.SHUTDOWN_ACPI);
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
        var hostname = Reach.screen(connections.uri(), address)
                .orElseThrow(() -> refused(
                        "The screens of this host's VMs cannot be reached from here yet: they are open to the host"
                                + " itself only.",
                        id));
        var port = live.number("/domain/devices/graphics[@type='vnc']/@port");
        domain.updateDeviceFlags(Screen.unlocked(graphics, password, until), UPDATE_LIVE);
        return new ScreenAccess(hostname, Math.toIntExact(port), password, until);
    }

    private String path(Connect connect, VolumeRef ref) throws LibvirtException {
        return Lookup.pool(connect, ref.pool(), pool -> Lookup.volume(pool, ref.name(), volume -> volume.getPath()));
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
