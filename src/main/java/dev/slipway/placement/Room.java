package dev.slipway.placement;

import dev.slipway.host.HostView;
import dev.slipway.kernel.Resources;

/**
 * What may be promised on a host in all, and what is promised already.
 *
 * @param promised of disk also on other hosts, if their storage is the same
 * @param elsewhereMib what of that is promised on other hosts
 */
record Room(Resources most, Resources promised, long elsewhereMib) {
    /** @param own promised on this host */
    static Room of(Resources most, Resources own, long elsewhereMib) {
        return new Room(most, new Resources(own.vcpus(), own.memoryMib(), own.diskMib() + elsewhereMib), elsewhereMib);
    }

    /** The most that this host's own promises may come to; exact but for what is promised elsewhere in this very moment. */
    Resources mostHere() {
        return elsewhereMib == 0
                ? most
                : new Resources(most.vcpus(), most.memoryMib(), Math.max(0, most.diskMib() - elsewhereMib));
    }

    /**
     * The disk limit counts every promise as if nothing of it had been written yet, although what was written is missing
     * from the free space too: it errs on the side of refusing.
     */
    static Resources most(HostView host, PlacementProperties rules) {
        var policy = host.policy();
        long memory = host.memoryMib() - policy.memoryReserveMib().orElse(rules.memoryReserveMib());
        return new Resources(
                (int) (host.cpus() * policy.vcpuRatio().orElse(rules.vcpuRatio())),
                (long) (Math.max(0, memory) * policy.memoryRatio().orElse(rules.memoryRatio())),
                disk(host.poolAvailableMib(), rules));
    }

    /** What a host of this kind could take if nothing were on it. */
    static Resources ever(HostView host, PlacementProperties rules) {
        var now = most(host, rules);
        return new Resources(now.vcpus(), now.memoryMib(), disk(host.poolCapacityMib(), rules));
    }

    boolean takes(Resources wanted) {
        return fits(
                new Resources(
                        promised.vcpus() + wanted.vcpus(),
                        promised.memoryMib() + wanted.memoryMib(),
                        promised.diskMib() + wanted.diskMib()),
                most);
    }

    /** The share of memory that would be left, 0 to 1. */
    double memoryLeft(Resources wanted) {
        return share(most.memoryMib() - promised.memoryMib() - wanted.memoryMib(), most.memoryMib());
    }

    /** The share of vCPUs that would be left, 0 to 1. */
    double vcpusLeft(Resources wanted) {
        return share(most.vcpus() - promised.vcpus() - wanted.vcpus(), most.vcpus());
    }

    static boolean fits(Resources wanted, Resources most) {
        return wanted.vcpus() <= most.vcpus()
                && wanted.memoryMib() <= most.memoryMib()
                && wanted.diskMib() <= most.diskMib();
    }

    private static double share(long left, long of) {
        return of == 0 ? 0 : Math.max(0, (double) left / of);
    }

    private static long disk(long mib, PlacementProperties rules) {
        return (long) (Math.max(0, mib - rules.diskGuardMib()) * rules.diskRatio());
    }
}
