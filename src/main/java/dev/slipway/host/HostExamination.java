package dev.slipway.host;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostEquipment;
import dev.slipway.hypervisor.HostFacts;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.Wiring;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at one host, line by line: first who answers there, then the rest in any order. */
final class HostExamination {
    private static final long TOO_LITTLE_MIB = 512;
    private static final long LITTLE_MIB = 2048;
    private static final Duration APART = Duration.ofSeconds(5);
    /** A console's password is good for about that long, by the host's clock. */
    private static final Duration TOO_FAR_APART = Duration.ofSeconds(30);

    private final HostDraft draft;
    private final Hypervisor host;
    private final Neighbours neighbours;
    private final Set<NetworkSource> wanted;
    private final Clock clock;
    private @Nullable HostFacts facts;
    private @Nullable HostEquipment equipment;

    /** Other registered hosts, as far as they matter here. */
    interface Neighbours {
        /** The name of another host that is this machine, too. */
        Optional<String> sameMachine(HostFacts facts);

        /** The key that the host of this name had when it was accepted. */
        Optional<String> knownKey();

        /** Whether the name is that of a registered host, and of another machine. */
        boolean nameIsOfAnother(HostFacts facts);
    }

    HostExamination(HostDraft draft, Hypervisor host, Neighbours neighbours, Set<NetworkSource> wanted, Clock clock) {
        this.draft = draft;
        this.host = host;
        this.neighbours = neighbours;
        this.wanted = wanted;
        this.clock = clock;
    }

    CheckLine look(CheckKind kind) {
        return switch (kind) {
            case REACHABLE -> {
                facts = host.facts();
                yield CheckLine.ok(kind, "It answers, and calls itself " + facts().hostname() + ".");
            }
            case PROOF -> proof();
            case VERSION -> Versions.check(facts().hypervisorVersion());
            case MACHINE -> machine();
            case PROCESSOR -> processor();
            case MEMORY -> memory();
            case STORAGE -> storage();
            case NETWORKS -> networks();
            case FIRMWARE ->
                equipment().uefi()
                        ? CheckLine.ok(kind, "Guests may start by BIOS and by UEFI.")
                        : CheckLine.warning(
                                kind,
                                "It has no UEFI firmware for guests, so that images which need it do not start there.",
                                "apt-get install ovmf");
            case FILTERS ->
                host.probeFilters()
                        ? CheckLine.ok(kind, "What guests send can be filtered: none speaks in another's name.")
                        : CheckLine.warning(
                                kind,
                                "What guests send cannot be filtered there, so that no VM of a network with anti-spoofing"
                                        + " is placed on it.",
                                "apt-get install iptables libvirt-daemon-driver-nwfilter (before Debian 13:"
                                        + " libvirt-daemon); modprobe ebtable_nat || modprobe nf_tables; systemctl restart"
                                        + " libvirtd");
            case PRIVILEGES -> {
                host.tryGuest();
                yield CheckLine.ok(kind, "A small guest was defined, started and removed.");
            }
            case CLOCK -> clock();
            case ACCELERATION -> acceleration();
        };
    }

    private CheckLine proof() {
        if (draft.uri().startsWith("qemu+tcp:")) {
            return CheckLine.warning(
                    CheckKind.PROOF,
                    "By TCP nothing is encrypted, and whoever is in that network may be the host, or command it.",
                    "Use ssh or TLS; or accept it for a network that nobody else is in.");
        }
        var shown = host.hostKey();
        if (shown.isEmpty()) {
            return CheckLine.ok(
                    CheckKind.PROOF,
                    draft.uri().contains("+tls:") || draft.uri().startsWith("qemu://")
                            ? "Its certificate is signed by the authority that you gave."
                            : "It is this machine, or in the portal's memory.");
        }
        var fingerprint = HostConnection.fingerprint(shown.get());
        return draft.connection().hostKey().equals(shown)
                ? CheckLine.ok(CheckKind.PROOF, "It has the key that is known: " + fingerprint + ".")
                : CheckLine.warning(
                        CheckKind.PROOF,
                        neighbours
                                .knownKey()
                                .filter(known -> !known.equals(shown.get()))
                                .map(known -> "It has another key than the host of this name had: it was "
                                        + HostConnection.fingerprint(known) + ", now it is " + fingerprint + ".")
                                .orElse("Its key is seen for the first time: " + fingerprint
                                        + ". It counts from now on, if you accept it."),
                        "Compare with what the host itself says: for k in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf"
                                + " $k; done");
    }

    private CheckLine machine() {
        if (neighbours.nameIsOfAnother(facts())) {
            return CheckLine.failed(
                    CheckKind.MACHINE,
                    "The name " + draft.name() + " is that of a registered host, which is another machine.",
                    "Choose another name; or, if the machine was replaced, remove the host first.");
        }
        return neighbours
                .sameMachine(facts())
                .map(other -> CheckLine.failed(
                        CheckKind.MACHINE,
                        "It has the same host UUID " + facts().hostUuid() + " as " + other
                                + ", which is registered. If they are one machine, it is there already; if one is a"
                                + " copy of the other, no VM could ever be moved between them.",
                        "echo \"host_uuid = \\\"$(uuidgen)\\\"\" >> /etc/libvirt/libvirtd.conf && systemctl restart"
                                + " libvirtd"))
                .orElseGet(() ->
                        CheckLine.ok(CheckKind.MACHINE, "No other host has its UUID " + facts().hostUuid() + "."));
    }

    private CheckLine processor() {
        var model = equipment().cpuModel();
        var words = (model.isEmpty() ? "unknown model" : model) + ", " + facts().cpus() + " logical processors, "
                + facts().architecture();
        return facts().architecture().equals("x86_64")
                ? CheckLine.ok(CheckKind.PROCESSOR, words)
                : CheckLine.failed(
                        CheckKind.PROCESSOR,
                        words + ". Slipway's guests are made for x86_64.",
                        "Register a machine with an x86_64 processor.");
    }

    private CheckLine memory() {
        var free = equipment().memoryFreeMib();
        var words = free + " MiB of " + facts().memoryMib() + " MiB are free.";
        if (free < TOO_LITTLE_MIB) {
            return CheckLine.failed(CheckKind.MEMORY, words, "Stop what uses it: ps aux --sort=-rss | head");
        }
        return free < LITTLE_MIB
                ? CheckLine.warning(CheckKind.MEMORY, words, "Stop what uses it: ps aux --sort=-rss | head")
                : CheckLine.ok(CheckKind.MEMORY, words);
    }

    private CheckLine storage() {
        var others = equipment().pools().stream()
                .filter(pool -> !pool.name().equals(Hosts.POOL))
                .map(HostEquipment.Pool::name)
                .collect(Collectors.joining(", "));
        var also = others.isEmpty() ? "" : " Other pools there: " + others + ".";
        return equipment().pools().stream()
                .filter(pool -> pool.name().equals(Hosts.POOL))
                .findFirst()
                .map(ours -> ours.path().equals(draft.poolPath())
                        ? CheckLine.ok(
                                CheckKind.STORAGE,
                                "The pool " + Hosts.POOL + " is at " + draft.poolPath() + " already." + also)
                        : CheckLine.failed(
                                CheckKind.STORAGE,
                                "There is a pool " + Hosts.POOL + " already, of type " + ours.type() + " at "
                                        + ours.path() + ".",
                                "Use " + ours.path() + " as the directory for disks; or, if nothing there is needed:"
                                        + " virsh pool-destroy " + Hosts.POOL + "; virsh pool-undefine " + Hosts.POOL))
                .orElseGet(() -> CheckLine.ok(
                        CheckKind.STORAGE,
                        "A pool " + Hosts.POOL + " is made at " + draft.poolPath() + " once it is registered." + also));
    }

    private CheckLine networks() {
        var has = equipment().networks().stream()
                .filter(Wiring.Wire::ready)
                .map(network -> new NetworkSource(network.kind(), network.name()))
                .collect(Collectors.toSet());
        var words = has.isEmpty()
                ? "It has no bridge and no libvirt network."
                : "It has "
                        + has.stream()
                                .map(n -> (n.kind() == NicKind.BRIDGE ? "bridge " : "network ") + n.name())
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ".";
        if (wanted.isEmpty()) {
            return CheckLine.warning(
                    CheckKind.NETWORKS, words + " No network is registered in Slipway yet.", "Register one: Networks.");
        }
        var lacks = wanted.stream()
                .filter(source -> !has.contains(source))
                .map(NetworkSource::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return wanted.stream().anyMatch(has::contains)
                ? CheckLine.ok(CheckKind.NETWORKS, lacks.isEmpty() ? words : words + " It lacks " + lacks + ".")
                : CheckLine.warning(
                        CheckKind.NETWORKS,
                        words + " VMs want " + lacks + ", so that none can be placed there.",
                        "Networks ▸ How to make a bridge has the text for the host's distribution; or register a network"
                                + " that it has.");
    }

    private CheckLine clock() {
        var before = clock.instant();
        var there = host.clock();
        var after = clock.instant();
        var apart = there.isBefore(before)
                ? Duration.between(there, before)
                : there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
        var words = "Its clock and the portal's are " + words(apart) + " apart.";
        var remedy = "timedatectl set-ntp true, on the host and on the portal's machine";
        if (apart.compareTo(TOO_FAR_APART) > 0) {
            return CheckLine.failed(
                    CheckKind.CLOCK,
                    words + " Passwords of consoles end by the host's clock: none would open.",
                    remedy);
        }
        return apart.compareTo(APART) > 0
                ? CheckLine.warning(CheckKind.CLOCK, words, remedy)
                : CheckLine.ok(CheckKind.CLOCK, words);
    }

    private static String words(Duration apart) {
        if (apart.toSeconds() < 1) {
            return "less than a second";
        }
        return apart.compareTo(Duration.ofMinutes(2)) < 0
                ? apart.toSeconds() + " s"
                : apart.compareTo(Duration.ofHours(2)) < 0
                        ? apart.toMinutes() + " minutes"
                        : Math.round(apart.toMinutes() / 60.0) + " hours";
    }

    private CheckLine acceleration() {
        if (draft.forced().equals(Optional.of(Acceleration.EMULATED))) {
            return CheckLine.ok(CheckKind.ACCELERATION, "Guests are emulated, as you chose.");
        }
        var remedy = "Turn on virtualization (VT-x, AMD-V) in the machine's firmware, then: modprobe kvm_intel ||"
                + " modprobe kvm_amd; ls -l /dev/kvm";
        return switch (host.probeAcceleration()) {
            case KVM -> CheckLine.ok(CheckKind.ACCELERATION, "A guest ran by KVM to its end.");
            case EMULATED ->
                draft.forced().isPresent()
                        ? CheckLine.failed(CheckKind.ACCELERATION, "No guest runs there by KVM.", remedy)
                        : CheckLine.warning(
                                CheckKind.ACCELERATION,
                                "No guest runs there by KVM; they would be emulated, some ten times slower.",
                                remedy);
        };
    }

    private HostFacts facts() {
        return Objects.requireNonNull(facts);
    }

    private HostEquipment equipment() {
        if (equipment == null) {
            equipment = host.equipment();
        }
        return equipment;
    }
}
