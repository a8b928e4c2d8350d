package dev.slipway.placement;

import dev.slipway.host.HostView;
import dev.slipway.placement.PlacementDecision.HostReason;
import dev.slipway.placement.PlacementProperties.Strategy;
import java.util.Optional;
import java.util.stream.Collectors;

/** A host as seen by one request. */
record Candidate(
        HostView host,
        Room room,
        Optional<Verdict> refused,
        PlacementRequest request,
        Strategy strategy,
        double score) {
    private static final double FOR_MEMORY = 50;
    private static final double FOR_STAGED = 30;
    private static final double FOR_VCPUS = 20;
    /** More than all else together: what people said of their VMs goes before what suits hosts. */
    private static final double FOR_GROUP = 120;

    static Candidate of(HostView host, Room room, PlacementRequest request, PlacementProperties rules) {
        var refused = refusal(host, room, request, rules);
        var strategy = rules.strategy();
        return new Candidate(
                host, room, refused, request, strategy, refused.isPresent() ? 0 : score(host, room, request, strategy));
    }

    private static Optional<Verdict> refusal(
            HostView host, Room room, PlacementRequest request, PlacementProperties rules) {
        if (request.excluded().contains(host.id())) {
            return Optional.of(Verdict.EXCLUDED);
        }
        var state = switch (host.state()) {
            case DISABLED -> Optional.of(Verdict.DISABLED);
            case UNREACHABLE -> Optional.of(Verdict.SILENT);
            case DRAINING -> Optional.of(Verdict.DRAINING);
            case MAINTENANCE -> Optional.of(Verdict.MAINTENANCE);
            case ENABLED -> Optional.<Verdict>empty();
        };
        if (state.isPresent()) {
            return state;
        }
        if (host.acceleration().isEmpty() || host.cpus() == 0) {
            return Optional.of(Verdict.NOT_READY);
        }
        if (!host.architecture().equals(request.architecture())) {
            return Optional.of(Verdict.OTHER_ARCHITECTURE);
        }
        if (!host.policy().tags().containsAll(request.tags())) {
            return Optional.of(Verdict.NO_TAG);
        }
        if (!host.networks().containsAll(request.networks())) {
            return Optional.of(Verdict.NO_NETWORK);
        }
        if (request.filtered() && !host.filtersGuests().orElse(false)) {
            return Optional.of(host.filtersGuests().isEmpty() ? Verdict.NOT_READY : Verdict.NO_FILTERS);
        }
        if (!Room.fits(request.resources(), Room.ever(host, rules))) {
            return Optional.of(Verdict.TOO_SMALL);
        }
        var broken = broken(host, request);
        if (broken.isPresent()) {
            return broken.map(group -> group.together() ? Verdict.TOGETHER : Verdict.APART);
        }
        return room.takes(request.resources()) ? Optional.empty() : Optional.of(Verdict.FULL);
    }

    private static Optional<GroupRule> broken(HostView host, PlacementRequest request) {
        return request.groups().stream()
                .filter(group -> group.strict() && group.isBrokenBy(host.id()))
                .findFirst();
    }

    /** Memory first, then not having to copy the image, then processors; but for groups. */
    private static double score(HostView host, Room room, PlacementRequest request, Strategy strategy) {
        double score = FOR_MEMORY * worth(room.memoryLeft(request.resources()), strategy)
                + FOR_VCPUS * worth(room.vcpusLeft(request.resources()), strategy);
        if (request.preferred().contains(host.id())) {
            score += FOR_STAGED;
        }
        for (var group : request.groups()) {
            score += FOR_GROUP * group.worth(host.id());
        }
        return score;
    }

    private static double worth(double left, Strategy strategy) {
        return switch (strategy) {
            case SPREAD -> left;
            case PACK -> 1 - left;
        };
    }

    /**
     * Whether it is to be tried before another one. Of hosts that suit equally well each VM has an order of its own, so that
     * many who are placed at once do not all wait for the counter of the same host.
     */
    boolean isBetterThan(Candidate other) {
        if (score != other.score) {
            return score > other.score;
        }
        int order = Integer.compare(lot(), other.lot());
        return order != 0 ? order < 0 : host.name().compareTo(other.host.name()) < 0;
    }

    private int lot() {
        return 31 * request.vm().hashCode() ^ host.id().hashCode() * 0x9E3779B9;
    }

    boolean staged() {
        return request.preferred().contains(host.id());
    }

    HostReason reason() {
        return new HostReason(
                host.id(),
                host.name(),
                refused.isEmpty(),
                refused.map(this::words).orElseGet(this::suitable));
    }

    private String words(Verdict why) {
        return switch (why) {
            case NO_TAG ->
                "does not have " + request.tags().minus(host.policy().tags()).sentence();
            case APART, TOGETHER ->
                broken(host, request)
                        .map(group -> group.together()
                                ? "is not where the other VMs of group " + group.name() + " are"
                                : "has another VM of group " + group.name() + ", which keeps them apart")
                        .orElseGet(why::words);
            case EXCLUDED,
                    HERE,
                    NOT_ASKED,
                    DISABLED,
                    DRAINING,
                    MAINTENANCE,
                    SILENT,
                    NOT_READY,
                    OTHER_ARCHITECTURE,
                    OTHER_ACCELERATION,
                    LEFTOVER,
                    NO_NETWORK,
                    NO_FILTERS,
                    TOO_SMALL,
                    FULL -> why.words();
        };
    }

    private String suitable() {
        var groups = request.groups().stream()
                .map(group -> ", " + group.on(host.id()) + " of group " + group.name())
                .collect(Collectors.joining());
        return "score " + Math.round(score * 10) / 10.0 + ": " + percent(room.memoryLeft(request.resources()))
                + " % of memory and " + percent(room.vcpusLeft(request.resources())) + " % of vCPUs would be left"
                + (staged() ? ", has the image" : "") + groups;
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }

    Candidate nowFull() {
        return refusing(Verdict.FULL);
    }

    Candidate refusing(Verdict why) {
        return new Candidate(host, room, Optional.of(why), request, strategy, score);
    }
}
