package dev.slipway.vm.fleet;

import dev.slipway.host.HostView;
import dev.slipway.kernel.Resources;
import java.util.Optional;
import java.util.UUID;

/**
 * A host and what is on it.
 *
 * @param promised to VMs, whether they run or not
 * @param most that may be promised: with overcommitment, and without what is kept back
 * @param vms that have their place there
 * @param running of them, as last seen
 * @param storage which it is, if it is other hosts' too: what is promised of disk, and may be, is then theirs together
 */
public record HostLoad(
        HostView host, Resources promised, Resources most, int vms, int running, Optional<UUID> storage) {
    /** More than may be, because the host has shrunk or less is allowed: nothing new comes until enough has gone. */
    public boolean isOverPromised() {
        return fullness() > 1;
    }

    /** The fullest of vCPUs, memory and disk; 0 = empty, 1 = full. More is promised than may be where the host has shrunk. */
    public double fullness() {
        return Math.max(
                share(promised.vcpus(), most.vcpus()),
                Math.max(share(promised.memoryMib(), most.memoryMib()), share(promised.diskMib(), most.diskMib())));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
