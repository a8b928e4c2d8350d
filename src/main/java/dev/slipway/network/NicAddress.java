package dev.slipway.network;

import java.util.List;
import java.util.Optional;

/** An address for a network card. @param prefix bits of its subnet @param gateway where to send what is not for the subnet */
public record NicAddress(String address, int prefix, Optional<String> gateway, List<String> dns) {
    public NicAddress {
        dns = List.copyOf(dns);
    }

    public boolean isIpv6() {
        return address.contains(":");
    }
}
