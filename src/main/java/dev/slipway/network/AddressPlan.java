package dev.slipway.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a pool is made of, read and checked. @param ranges in order, without overlaps */
record AddressPlan(Cidr subnet, Optional<IpAddress> gateway, List<IpAddress> dns, List<AddressRange> ranges) {
    /** So that no address is likelier than others. */
    private static final int SPARE_BITS = 16;

    AddressPlan {
        dns = List.copyOf(dns);
        ranges = List.copyOf(ranges);
    }

    /** Everything that guests can have. */
    static List<AddressRange> all(Cidr subnet, Optional<IpAddress> gateway) {
        var first = subnet.at(1);
        var last = subnet.first().isIpv6() ? subnet.last() : subnet.last().plus(BigInteger.ONE.negate());
        if (gateway.isEmpty()) {
            return List.of(new AddressRange(first, last));
        }
        var parts = new ArrayList<AddressRange>();
        var router = gateway.get();
        if (router.compareTo(first) > 0) {
            parts.add(new AddressRange(first, router.plus(BigInteger.ONE.negate())));
        }
        if (router.compareTo(last) < 0) {
            parts.add(new AddressRange(router.compareTo(first) < 0 ? first : router.plus(BigInteger.ONE), last));
        }
        return parts;
    }

    BigInteger size() {
        return ranges.stream().map(AddressRange::size).reduce(BigInteger.ZERO, BigInteger::add);
    }

    boolean gives(IpAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Any one, so that many who ask at once seldom ask for the same, and that what was given back rests for a while. */
    IpAddress any(Random random) {
        return at(new BigInteger(size().bitLength() + SPARE_BITS, random).mod(size()));
    }

    /** The n-th of those that are given out. */
    IpAddress at(BigInteger n) {
        for (var range : ranges) {
            if (n.compareTo(range.size()) < 0) {
                return range.first().plus(n);
            }
            n = n.subtract(range.size());
        }
        throw new IllegalArgumentException("a pool of " + size() + " has no address of that number");
    }
}
