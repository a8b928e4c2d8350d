package dev.slipway.network;

import dev.slipway.kernel.AddressPoolId;
import dev.slipway.kernel.NetworkId;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A pool of addresses. @param used how many VMs have @param size how many there are to give out */
public record PoolView(
        AddressPoolId id,
        NetworkId network,
        String cidr,
        Optional<String> gateway,
        List<String> dns,
        String ranges,
        long used,
        BigInteger size) {
    private static final int COUNTED_BITS = 40;

    public PoolView {
        dns = List.copyOf(dns);
    }

    /** Such as {@code 14 of 200 used}. */
    public String usage() {
        return size.bitLength() > COUNTED_BITS
                ? used + " used of more than anybody counts"
                : used + " of " + size + " used";
    }
}
