package dev.slipway.network;

import dev.slipway.kernel.InvalidRequest;
import java.math.BigInteger;

/** A subnet. @param first its network address @param prefix bits that all its addresses share */
record Cidr(IpAddress first, int prefix) {
    private static final int SHORTEST_IPV4 = 8;
    private static final int SHORTEST_IPV6 = 48;
    private static final int HOST_BITS_AT_LEAST = 2;

    static Cidr parse(String text, String field) {
        var parts = text.strip().split("/", -1);
        if (parts.length != 2 || !parts[1].matches("\\d{1,3}")) {
            throw new InvalidRequest("not-a-subnet", field, "A subnet is written like 192.168.10.0/24.");
        }
        var address = IpAddress.parse(parts[0], field);
        int prefix = Integer.parseInt(parts[1]);
        int shortest = address.isIpv6() ? SHORTEST_IPV6 : SHORTEST_IPV4;
        if (prefix < shortest || prefix > address.bits() - HOST_BITS_AT_LEAST) {
            throw new InvalidRequest(
                    "not-a-subnet",
                    field,
                    "A subnet has /" + shortest + " to /" + (address.bits() - HOST_BITS_AT_LEAST) + "; this has /"
                            + prefix + ".");
        }
        var cidr = new Cidr(address, prefix);
        var network = new IpAddress(address.value().andNot(cidr.mask()), address.bits());
        if (!network.equals(address)) {
            throw new InvalidRequest(
                    "not-a-subnet",
                    field,
                    address + " is within the subnet " + network + "/" + prefix + ". Give that.");
        }
        return cidr;
    }

    IpAddress last() {
        return new IpAddress(first.value().or(mask()), first.bits());
    }

    boolean contains(IpAddress address) {
        return address.bits() == first.bits() && address.compareTo(first) >= 0 && address.compareTo(last()) <= 0;
    }

    boolean overlaps(Cidr other) {
        return contains(other.first) || other.contains(first);
    }

    IpAddress at(long n) {
        return first.plus(BigInteger.valueOf(n));
    }

    /** First address of the upper half. */
    IpAddress middle() {
        return first.plus(BigInteger.ONE.shiftLeft(first.bits() - prefix - 1));
    }

    private BigInteger mask() {
        return BigInteger.ONE.shiftLeft(first.bits() - prefix).subtract(BigInteger.ONE);
    }

    @Override
    public String toString() {
        return first + "/" + prefix;
    }
}
