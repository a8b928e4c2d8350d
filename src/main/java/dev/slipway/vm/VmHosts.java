package dev.slipway.vm;

import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where a VM is, and what its things are called there. */
@Component
class VmHosts {
    private static final Duration LONG_SILENCE = Duration.ofMinutes(5);

    private final Hosts hosts;
    private final Hypervisors hypervisors;
    private final Clock clock;

    VmHosts(Hosts hosts, Hypervisors hypervisors, Clock clock) {
        this.hosts = hosts;
        this.hypervisors = hypervisors;
        this.clock = clock;
    }

    Hypervisor hypervisor(VmRow vm) {
        return hypervisors.on(hostOf(vm));
    }

    String pool(VmRow vm) {
        return facts(vm).pool();
    }

    VolumeRef disk(VmRow vm) {
        return new VolumeRef(pool(vm), "vm-" + vm.id() + "-disk.qcow2");
    }

    VolumeRef seed(VmRow vm) {
        return new VolumeRef(pool(vm), "vm-" + vm.id() + "-seed.iso");
    }

    DomainSpec spec(VmRow vm) {
        var acceleration = facts(vm)
                .acceleration()
                .orElseThrow(() -> new Unavailable(
                        "host-not-ready", "The host is still being looked at. It is tried again by itself."));
        var nic = vm.nic();
        return new DomainSpec(
                vm.id(),
                domainName(vm),
                vm.owner().projectName() + " / " + vm.name(),
                vm.resources().vcpus(),
                vm.resources().memoryMib(),
                disk(vm),
                vm.image().cloudInit() ? Optional.of(seed(vm)) : Optional.empty(),
                List.of(new DomainSpec.NicSpec(nic.mac(), Launching.kind(nic.kind()), nic.source())),
                switch (vm.image().firmware()) {
                    case BIOS -> DomainSpec.Firmware.BIOS;
                    case UEFI -> DomainSpec.Firmware.UEFI;
                },
                acceleration);
    }

    /** Whether its host was not heard of for longer than a restart takes. */
    boolean isLongSilent(VmRow vm) {
        return isLongSilent(facts(vm), clock.instant());
    }

    static boolean isLongSilent(HostView host, Instant now) {
        return host.state() == HostState.UNREACHABLE
                && host.lastSeen()
                        .map(seen -> seen.plus(LONG_SILENCE).isBefore(now))
                        .orElse(true);
    }

    static HostId hostOf(VmRow vm) {
        return vm.host().orElseThrow(() -> new IllegalStateException("VM " + vm.id() + " has no host"));
    }

    /** For an administrator at the host's shell: the name people use, made unique, since projects may share names. */
    private static String domainName(VmRow vm) {
        return vm.name() + "-" + vm.id().toString().substring(0, 13);
    }

    private HostView facts(VmRow vm) {
        var id = hostOf(vm);
        return hosts.all().stream()
                .filter(host -> host.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new HostUnreachable("host " + id + " of VM " + vm.id() + " is not registered", null));
    }
}
