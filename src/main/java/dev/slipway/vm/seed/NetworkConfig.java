package dev.slipway.vm.seed;

import dev.slipway.network.NicAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a guest is told of its addresses: cloud-init's network configuration, version 2. */
public final class NetworkConfig {
    private NetworkConfig() {}

    /** The card is told by its hardware address: what a guest calls it depends on its system. */
    public static Optional<String> of(String mac, List<NicAddress> addresses) {
        if (addresses.isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder("version: 2\nethernets:\n  nic0:\n    match:\n      macaddress: \"")
                .append(mac)
                .append("\"\n    dhcp4: false\n    addresses:\n");
        addresses.forEach(a -> text.append("      - \"")
                .append(a.address())
                .append('/')
                .append(a.prefix())
                .append("\"\n"));
        routes(text, addresses);
        var dns = addresses.stream().flatMap(a -> a.dns().stream()).distinct().toList();
        if (!dns.isEmpty()) {
            text.append("    nameservers:\n      addresses: [")
                    .append(dns.stream().map(server -> '"' + server + '"').collect(Collectors.joining(", ")))
                    .append("]\n");
        }
        return Optional.of(text.toString());
    }

    private static void routes(StringBuilder text, List<NicAddress> addresses) {
        if (addresses.stream().allMatch(a -> a.gateway().isEmpty())) {
            return;
        }
        text.append("    routes:\n");
        for (var address : addresses) {
            address.gateway()
                    .ifPresent(gateway -> text.append("      - to: \"")
                            .append(address.isIpv6() ? "::/0" : "0.0.0.0/0")
                            .append("\"\n        via: ")
                            .append(gateway.contains(":") ? '"' + gateway + '"' : gateway)
                            .append('\n'));
        }
    }
}
