package dev.slipway.vm.outside;

import dev.slipway.vm.state.UtcWords;
import dev.slipway.vm.state.VmRow;
import java.time.Instant;

/** A VM's definition on its host where it differs from what is written of the VM here: somebody changed it outside Slipway. */
public record OutsideDefinition(String name, int vcpus, long memoryMib, Instant at) {
    public boolean differsInSize(VmRow vm) {
        return vcpus != vm.resources().vcpus() || memoryMib != vm.resources().memoryMib();
    }

    /** For its people: what is so, what is counted, and what becomes of it. */
    public String sentence(VmRow vm) {
        var when = UtcWords.on(at);
        if (!differsInSize(vm)) {
            return "Renamed on its host outside Slipway (" + when + "): there it is " + name + ".";
        }
        return "Changed outside Slipway (" + when + "): on its host it has " + words(vcpus, memoryMib) + ", here "
                + words(vm.resources().vcpus(), vm.resources().memoryMib()) + ". Quota counts what is here. "
                + (vm.isAdopted()
                        ? "It is not started from here until its host has it so again."
                        : "Its next start from here makes it so again.");
    }

    private static String words(int vcpus, long memoryMib) {
        return vcpus
                + (vcpus == 1 ? " vCPU and " : " vCPUs and ")
                + (memoryMib % 1024 == 0 ? memoryMib / 1024 + " GiB" : memoryMib + " MiB");
    }
}
