package dev.slipway.network;

import dev.slipway.kernel.InvalidRequest;
import java.math.BigInteger;

/**
 * The addresses of a network that the portal makes: the first is the host's, the upper half is given out by its DHCP, the
 * lower one is left to pools.
 */
record MadeSubnet(Cidr cidr) {
    private static final int SMALLEST = 28;

    static MadeSubnet parse(String text) {
        var cidr = Cidr.parse(text, "subnet");
        if (cidr.first().isIpv6() || cidr.prefix() > SMALLEST) {
            throw new InvalidRequest(
                    "network-subnet", "subnet", "The subnet is one of IPv4, /" + SMALLEST + " or larger.");
        }
        return new MadeSubnet(cidr);
    }

    IpAddress host() {
        return cidr.at(1);
    }

    IpAddress dhcpFrom() {
        return cidr.middle();
    }

    IpAddress dhcpTo() {
        return cidr.last().plus(BigInteger.ONE.negate());
    }

    AddressRange forPools() {
        return new AddressRange(cidr.at(2), cidr.middle().plus(BigInteger.ONE.negate()));
    }
}
