package dev.slipway.network;

import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.VmId;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives addresses out of pools to VMs and takes them back. That none is given twice is the database's promise. */
@Component
public class NetworkAddresses {
    private static final int DRAWN = 16;

    private final PoolTable table;
    private final SecureRandom random = new SecureRandom();

    NetworkAddresses(PoolTable table) {
        this.table = table;
    }

    /**
     * One address of each family that the network has pools of, in the caller's transaction; none if it has no pools, and
     * guests ask by DHCP.
     *
     * @throws NoCapacity if all are in use
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<NicAddress> take(NetworkId network, String networkName, VmId vm) {
        var pools = table.of(network);
        var taken = new ArrayList<NicAddress>();
        for (boolean ipv6 : new boolean[] {false, true}) {
            var family = pools.stream()
                    .filter(pool -> pool.plan().subnet().first().isIpv6() == ipv6)
                    .toList();
            if (!family.isEmpty()) {
                taken.add(family.stream()
                        .flatMap(pool -> take(pool, vm).stream())
                        .findFirst()
                        .orElseThrow(() -> exhausted(networkName, family)));
            }
        }
        return taken;
    }

    /** In the caller's transaction; nothing if it has none. With its VM's row an address goes by itself. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(VmId vm) {
        table.release(vm);
    }

    /** Whether it has pools, so that who is launched on it gets an address out of them. */
    public boolean isGiver(NetworkId network) {
        return !table.of(network).isEmpty();
    }

    /** What a VM has, IPv4 first. */
    public List<NicAddress> of(VmId vm) {
        return table.of(vm).stream()
                .flatMap(taken -> table.find(taken.pool()).map(pool -> address(pool, taken.address())).stream())
                .toList();
    }

    private Optional<NicAddress> take(PoolRow pool, VmId vm) {
        if (BigInteger.valueOf(pool.used()).compareTo(pool.plan().size()) >= 0) {
            return Optional.empty();
        }
        return Stream.concat(drawn(pool).stream(), Stream.of(true).flatMap(late -> allFree(pool)))
                .filter(address -> table.take(pool, address, vm))
                .findFirst()
                .map(address -> address(pool, address));
    }

    /** Enough unless the pool is nearly empty. */
    private List<IpAddress> drawn(PoolRow pool) {
        var drawn = Stream.generate(() -> pool.plan().any(random))
                .limit(DRAWN)
                .distinct()
                .toList();
        var taken = table.takenAmong(pool.network(), drawn);
        return drawn.stream()
                .filter(address -> !taken.contains(address.toString()))
                .toList();
    }

    private Stream<IpAddress> allFree(PoolRow pool) {
        var taken = table.taken(pool.id());
        var size = pool.plan().size();
        return Stream.iterate(BigInteger.ZERO, n -> n.compareTo(size) < 0, n -> n.add(BigInteger.ONE))
                .map(pool.plan()::at)
                .filter(address -> !taken.contains(address));
    }

    private static NicAddress address(PoolRow pool, IpAddress address) {
        var plan = pool.plan();
        return new NicAddress(
                address.toString(),
                plan.subnet().prefix(),
                plan.gateway().map(IpAddress::toString),
                plan.dns().stream().map(IpAddress::toString).toList());
    }

    private static NoCapacity exhausted(String network, List<PoolRow> pools) {
        var size = pools.stream().map(pool -> pool.plan().size()).reduce(BigInteger.ZERO, BigInteger::add);
        return new NoCapacity(
                "addresses-exhausted",
                "Network " + network + " has no address left: all " + size
                        + " are in use. Delete a VM that is on it, choose"
                        + " another network, or ask an administrator to add addresses.");
    }
}
