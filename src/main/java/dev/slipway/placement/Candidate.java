package dev.slipway.placement;

import dev.slipway.host.HostView;
import dev.slipway.kernel.Resources;
import dev.slipway.placement.PlacementDecision.HostReason;
import java.util.Locale;
import java.util.Optional;

/** A host as seen by one request. */
record Candidate(HostView host, Room room, Optional<Verdict> refused, boolean staged, Resources wanted) {
    private static final double FOR_MEMORY = 50;
    private static final double FOR_STAGED = 30;
    private static final double FOR_SPREAD = 20;

    static Candidate of(HostView host, Room room, PlacementRequest request, PlacementProperties rules) {
        return new Candidate(
                host,
                room,
                refusal(host, room, request, rules),
                request.preferred().contains(host.id()),
                request.resources());
    }

    private static Optional<Verdict> refusal(
            HostView host, Room room, PlacementRequest request, PlacementProperties rules) {
        if (request.excluded().contains(host.id())) {
            return Optional.of(Verdict.EXCLUDED);
        }
        var state = switch (host.state()) {
            case DISABLED -> Optional.of(Verdict.DISABLED);
            case UNREACHABLE -> Optional.of(Verdict.SILENT);
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
        if (!host.networks().containsAll(request.networks())) {
            return Optional.of(Verdict.NO_NETWORK);
        }
        if (!Room.fits(request.resources(), Room.ever(host, rules))) {
            return Optional.of(Verdict.TOO_SMALL);
        }
        return room.takes(request.resources()) ? Optional.empty() : Optional.of(Verdict.FULL);
    }

    /** Free memory first, then not having to copy the image, then spreading the load. */
    double score() {
        return FOR_MEMORY * room.memoryLeft(wanted) + (staged ? FOR_STAGED : 0) + FOR_SPREAD * room.vcpusLeft(wanted);
    }

    HostReason reason() {
        var verdict = refused.map(Verdict::words)
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "score %.1f: %.0f %% of memory and %.0f %% of vCPUs would be left%s",
                        score(),
                        room.memoryLeft(wanted) * 100,
                        room.vcpusLeft(wanted) * 100,
                        staged ? ", has the image" : ""));
        return new HostReason(host.id(), host.name(), refused.isEmpty(), verdict);
    }

    Candidate nowFull() {
        return new Candidate(host, room, Optional.of(Verdict.FULL), staged, wanted);
    }
}
