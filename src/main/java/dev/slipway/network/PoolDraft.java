package dev.slipway.network;

import dev.slipway.kernel.InvalidRequest;
import java.util.Arrays;
import java.util.Optional;

/**
 * A pool of addresses as somebody wants it. What exists can be used: the addresses to give out are of the subnet, and none is
 * the gateway's.
 *
 * @param cidr such as {@code 192.168.10.0/24}
 * @param gateway where guests send what is not for the subnet; empty = they reach only the subnet
 * @param dns name servers, with blanks or commas between; may be empty
 * @param ranges of what is given out, such as {@code 192.168.10.10-192.168.10.99}; empty = all but the gateway, and in IPv4
 *     but the first and the last
 */
public record PoolDraft(String cidr, Optional<String> gateway, String dns, String ranges) {
    private static final int MOST_DNS = 6;

    public PoolDraft {
        gateway = gateway.map(String::strip).filter(text -> !text.isEmpty());
        checked(cidr, gateway, dns, ranges);
    }

    private static AddressPlan checked(String cidr, Optional<String> gateway, String dns, String ranges) {
        var subnet = Cidr.parse(cidr, "cidr");
        var router = gateway.map(text -> IpAddress.parse(text, "gateway"));
        router.filter(address -> !subnet.contains(address)).ifPresent(address -> {
            throw new InvalidRequest("gateway", "gateway", "The gateway " + address + " is not within " + subnet + ".");
        });
        var servers = Arrays.stream(dns.split("[,\\s]+"))
                .filter(text -> !text.isEmpty())
                .map(text -> IpAddress.parse(text, "dns"))
                .toList();
        if (servers.size() > MOST_DNS) {
            throw new InvalidRequest(
                    "dns", "dns", "At most " + MOST_DNS + " name servers; these are " + servers.size() + ".");
        }
        var given = ranges.isBlank() ? AddressPlan.all(subnet, router) : AddressRange.parse(ranges);
        given.forEach(range -> requireUsable(range, subnet, router));
        return new AddressPlan(subnet, router, servers, given);
    }

    private static void requireUsable(AddressRange range, Cidr subnet, Optional<IpAddress> gateway) {
        if (!subnet.contains(range.first()) || !subnet.contains(range.last())) {
            throw new InvalidRequest("ranges", "ranges", range + " is not within " + subnet + ".");
        }
        gateway.filter(range::contains).ifPresent(address -> {
            throw new InvalidRequest(
                    "ranges", "ranges", "The gateway " + address + " is in the range " + range + ". Leave it out.");
        });
        if (range.contains(subnet.first()) || !subnet.first().isIpv6() && range.contains(subnet.last())) {
            throw new InvalidRequest(
                    "ranges",
                    "ranges",
                    "The first and the last address of " + subnet + " are the subnet's own: leave them out of " + range
                            + ".");
        }
    }

    AddressPlan plan() {
        return checked(cidr, gateway, dns, ranges);
    }
}
