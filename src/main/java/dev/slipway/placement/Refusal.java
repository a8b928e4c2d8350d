package dev.slipway.placement;

import dev.slipway.host.NetworkSource;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.Resources;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts the reasons of all hosts into one sentence that helps whoever asked. */
final class Refusal {
    private static final long GIB = 1024;

    private Refusal() {}

    static NoCapacity of(PlacementRequest request, List<Candidate> candidates, PlacementProperties rules) {
        return new NoCapacity(
                code(request, candidates, rules), sentence(request, candidates, rules), log(candidates), null);
    }

    private static String code(PlacementRequest request, List<Candidate> candidates, PlacementProperties rules) {
        if (any(candidates, Verdict.FULL)) {
            return "hosts-full";
        }
        return tooLargeForAll(request, candidates, rules) ? "no-host-large-enough" : "no-host";
    }

    private static String sentence(PlacementRequest request, List<Candidate> candidates, PlacementProperties rules) {
        if (any(candidates, Verdict.FULL)) {
            return "All hosts are full right now. Try again later, or choose a smaller size.";
        }
        if (tooLargeForAll(request, candidates, rules)) {
            return "No host is large enough for " + words(request.resources()) + ". Choose a smaller size.";
        }
        if (any(candidates, Verdict.NO_NETWORK)) {
            return "No host that is in use offers this network ("
                    + request.networks().stream()
                            .map(NetworkSource::name)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + "). Choose another network, or ask an administrator.";
        }
        if (any(candidates, Verdict.SILENT)) {
            return "The hosts that could take this do not answer right now. Try again in a few minutes.";
        }
        return "No host takes new VMs of this kind right now. Ask an administrator.";
    }

    /** Also those count that are only silent or switched off: a smaller size would not help while they could take it. */
    private static boolean tooLargeForAll(
            PlacementRequest request, List<Candidate> candidates, PlacementProperties rules) {
        return any(candidates, Verdict.TOO_SMALL)
                && candidates.stream().noneMatch(c -> Room.fits(request.resources(), Room.ever(c.host(), rules)));
    }

    private static boolean any(List<Candidate> candidates, Verdict verdict) {
        return candidates.stream().anyMatch(c -> c.refused().equals(Optional.of(verdict)));
    }

    private static String log(List<Candidate> candidates) {
        return candidates.isEmpty()
                ? "no host is registered"
                : candidates.stream()
                        .map(Candidate::reason)
                        .map(reason -> reason.hostName() + " " + reason.verdict())
                        .collect(Collectors.joining("; "));
    }

    private static String words(Resources r) {
        return r.vcpus() + (r.vcpus() == 1 ? " vCPU, " : " vCPUs, ") + size(r.memoryMib()) + " of memory and "
                + size(r.diskMib()) + " of disk";
    }

    private static String size(long mib) {
        return mib % GIB == 0 && mib > 0 ? mib / GIB + " GiB" : mib + " MiB";
    }
}
