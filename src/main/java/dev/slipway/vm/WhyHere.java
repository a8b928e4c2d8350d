package dev.slipway.vm;

import java.util.List;

/**
 * Why a VM runs where it does, as it was when it was decided.
 *
 * @param sentence for its people, naming no host
 * @param hosts a line a host, the chosen one first; empty for those who may not see hosts
 */
public record WhyHere(String sentence, List<HostLine> hosts) {
    public WhyHere {
        hosts = List.copyOf(hosts);
    }

    /** @param verdict its score, or why it was left out */
    public record HostLine(String host, boolean suitable, String verdict) {}
}
