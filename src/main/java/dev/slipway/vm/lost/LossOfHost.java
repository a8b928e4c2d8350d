package dev.slipway.vm.lost;

import dev.slipway.host.HostState;
import dev.slipway.kernel.Resources;
import dev.slipway.vm.VmStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What giving up a host comes to.
 *
 * @param vms all that are there or on their way there, by name
 * @param disks of those that are things of their own, attached or not, the size of each in MiB
 */
public record LossOfHost(String host, HostState state, Optional<Instant> lastSeen, List<LostVm> vms, List<Long> disks) {
    private static final int NAMED = 5;
    private static final long GIB = 1024;

    public LossOfHost {
        vms = List.copyOf(vms);
        disks = List.copyOf(disks);
    }

    /** @param busy whether something is being done with it, which then ends: a launch goes on elsewhere */
    public record LostVm(
            UUID id, String name, String tenant, String project, VmStatus status, boolean busy, Resources resources) {
        /** Whether its launch goes on on another host. */
        public boolean isLaunching() {
            return status == VmStatus.LAUNCHING;
        }
    }

    /** What its VMs and disks hold of quotas, and is given back. */
    public Resources released() {
        return vms.stream()
                .filter(vm -> !vm.isLaunching())
                .map(LostVm::resources)
                .reduce(
                        new Resources(
                                0, 0, disks.stream().mapToLong(Long::longValue).sum()),
                        LossOfHost::plus);
    }

    /** For people who are about to decide. */
    public List<String> sentences() {
        var sentences = new ArrayList<String>();
        var gone = vms.stream().filter(vm -> !vm.isLaunching()).toList();
        var launching = vms.stream().filter(LostVm::isLaunching).toList();
        sentences.add(
                "Only do this if the machine is off and stays off: were it only cut off from here, its VMs would run on"
                        + " until it is back, and then be removed.");
        if (gone.isEmpty()) {
            sentences.add("No VM is lost.");
        } else {
            sentences.add((gone.size() == 1 ? "One VM is lost" : gone.size() + " VMs are lost")
                    + " with all that is on their disks: " + names(gone) + ".");
        }
        if (!disks.isEmpty()) {
            sentences.add(
                    disks.size() == 1
                            ? "One disk besides VMs' own is lost with all that is on it."
                            : disks.size() + " disks besides VMs' own are lost with all that is on them.");
        }
        if (!gone.isEmpty() || !disks.isEmpty()) {
            sentences.add("Their charges are given back: " + words(released()) + ".");
        }
        if (!launching.isEmpty()) {
            sentences.add((launching.size() == 1 ? "One launch is" : launching.size() + " launches are")
                    + " tried on another host: " + names(launching) + ".");
        }
        long busy = gone.stream().filter(LostVm::busy).count();
        if (busy > 0) {
            sentences.add(
                    busy == 1
                            ? "One operation that waits for the host ends."
                            : busy + " operations that wait for the host end.");
        }
        sentences.add(
                "The host takes no new VMs, also when it is back: what was given up is then removed from it first.");
        return List.copyOf(sentences);
    }

    private static String names(List<LostVm> vms) {
        return vms.stream().limit(NAMED).map(LostVm::name).collect(Collectors.joining(", "))
                + (vms.size() > NAMED ? " and " + (vms.size() - NAMED) + " more" : "");
    }

    private static String words(Resources r) {
        return r.vcpus() + (r.vcpus() == 1 ? " vCPU, " : " vCPUs, ") + size(r.memoryMib()) + " of memory, "
                + size(r.diskMib()) + " of disk";
    }

    private static String size(long mib) {
        return mib % GIB == 0 && mib > 0 ? mib / GIB + " GiB" : mib + " MiB";
    }

    private static Resources plus(Resources a, Resources b) {
        return new Resources(a.vcpus() + b.vcpus(), a.memoryMib() + b.memoryMib(), a.diskMib() + b.diskMib());
    }
}
