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
    private static final int LOGGED = 30;

    private final PlacementRequest request;
    private final List<Candidate> candidates;
    private final PlacementProperties rules;

    private Refusal(PlacementRequest request, List<Candidate> candidates, PlacementProperties rules) {
        this.request = request;
        this.candidates = candidates;
        this.rules = rules;
    }

    static NoCapacity of(PlacementRequest request, List<Candidate> candidates, PlacementProperties rules) {
        var refusal = new Refusal(request, candidates, rules);
        var said = refusal.say();
        return new NoCapacity(said.code(), said.sentence(), refusal.log(), null);
    }

    private record Said(String code, String sentence) {}

    private Said say() {
        if (isFull()) {
            return full();
        }
        if (!candidates.isEmpty() && candidates.stream().noneMatch(this::hasTags)) {
            return new Said(
                    "no-host-with-tag",
                    "No host has " + request.tags().sentence()
                            + ", which this size or image asks for. Choose another one, or ask an administrator.");
        }
        if (isTooLargeForAll()) {
            return new Said(
                    "no-host-large-enough",
                    "No host" + withTags() + " is large enough for " + words(request.resources())
                            + ". Choose a smaller size.");
        }
        var group = group();
        if (group.isPresent()) {
            return new Said("group-leaves-no-host", words(group.get()));
        }
        return new Said("no-host", none());
    }

    private Said full() {
        var kept = request.groups().stream()
                .filter(rule -> rule.strict() && rule.together() && any(Verdict.TOGETHER))
                .findFirst();
        return new Said(
                "hosts-full",
                kept.map(rule -> "Group " + rule.name()
                                + " keeps its VMs together, and their host is full right now. Try again later, choose a"
                                + " smaller size, or leave the group out.")
                        .orElseGet(() -> "All hosts" + withTags()
                                + " are full right now. Try again later, or choose a smaller size."
                                + (any(Verdict.APART)
                                        ? " Others are left out by " + names(false) + ", which keeps its VMs apart."
                                        : "")));
    }

    private String none() {
        // Such a host has the network, which most others may lack.
        if (any(Verdict.NO_FILTERS)) {
            return "No host that is in use can hold guests to their own addresses, as this network asks for. Choose another"
                    + " network, or ask an administrator: a host's check list says what it lacks.";
        }
        if (any(Verdict.NO_NETWORK)) {
            return "No host that is in use offers this network ("
                    + request.networks().stream()
                            .map(NetworkSource::name)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + "). Choose another network, or ask an administrator.";
        }
        if (any(Verdict.SILENT)) {
            return "The hosts that could take this do not answer right now. Try again in a few minutes.";
        }
        return "No host" + withTags() + " takes new VMs of this kind right now. Ask an administrator.";
    }

    private Optional<GroupRule> group() {
        return request.groups().stream()
                .filter(GroupRule::strict)
                .filter(rule -> any(rule.together() ? Verdict.TOGETHER : Verdict.APART))
                .findFirst();
    }

    private static String words(GroupRule group) {
        return group.together()
                ? "Group " + group.name() + " keeps its VMs together, and their host cannot take another one right now."
                        + " Leave the group out, or ask an administrator."
                : "Group " + group.name()
                        + " keeps its VMs apart, and every host that could take this one has another of"
                        + " them already. Leave the group out, delete one of its VMs, or ask for more hosts.";
    }

    private String names(boolean together) {
        return request.groups().stream()
                .filter(rule -> rule.strict() && rule.together() == together)
                .map(rule -> "group " + rule.name())
                .collect(Collectors.joining(" and "));
    }

    private boolean hasTags(Candidate candidate) {
        return candidate.host().policy().tags().containsAll(request.tags());
    }

    private String withTags() {
        return request.tags().isEmpty() ? "" : " with " + request.tags().sentence();
    }

    private boolean isFull() {
        return any(Verdict.FULL);
    }

    /** Also those count that are only silent or switched off: a smaller size would not help while they could take it. */
    private boolean isTooLargeForAll() {
        return any(Verdict.TOO_SMALL)
                && candidates.stream()
                        .filter(this::hasTags)
                        .noneMatch(c -> Room.fits(request.resources(), Room.ever(c.host(), rules)));
    }

    private boolean any(Verdict verdict) {
        return candidates.stream().anyMatch(c -> c.refused().equals(Optional.of(verdict)));
    }

    private String log() {
        if (candidates.isEmpty()) {
            return "no host is registered";
        }
        return candidates.stream()
                        .limit(LOGGED)
                        .map(Candidate::reason)
                        .map(reason -> reason.hostName() + " " + reason.verdict())
                        .collect(Collectors.joining("; "))
                + (candidates.size() > LOGGED ? "; and " + (candidates.size() - LOGGED) + " more" : "");
    }

    private static String words(Resources r) {
        return r.vcpus() + (r.vcpus() == 1 ? " vCPU, " : " vCPUs, ") + size(r.memoryMib()) + " of memory and "
                + size(r.diskMib()) + " of disk";
    }

    private static String size(long mib) {
        return mib % GIB == 0 && mib > 0 ? mib / GIB + " GiB" : mib + " MiB";
    }
}
