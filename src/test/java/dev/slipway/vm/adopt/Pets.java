package dev.slipway.vm.adopt;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.kernel.VmId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Domains that somebody has made on a simulated host by hand. */
public final class Pets {
    private Pets() {}

    /** With a disk of 2 GiB and a card on that bridge; off. */
    public static DomainSpec define(SimulatedHost machine, String pool, String name, String bridge) {
        var disk = new VolumeRef(pool, name + ".qcow2");
        machine.virsh().createVolume(disk, 2048);
        var spec = spec(VmId.random(), name, 2, disk, bridge);
        machine.virsh().define(spec);
        return spec;
    }

    static DomainSpec spec(VmId id, String name, int vcpus, VolumeRef disk, String bridge) {
        return new DomainSpec(
                id,
                name,
                name,
                vcpus,
                512,
                disk,
                Optional.empty(),
                List.of(new NicSpec(mac(), NicKind.BRIDGE, bridge)),
                Firmware.BIOS,
                Acceleration.EMULATED);
    }

    private static String mac() {
        return String.format(
                "02:00:00:%02x:%02x:%02x",
                ThreadLocalRandom.current().nextInt(256),
                ThreadLocalRandom.current().nextInt(256),
                ThreadLocalRandom.current().nextInt(256));
    }
}
