package dev.slipway.quota.request;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Deciders;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.PayerNames;
import dev.slipway.quota.QuotaPath;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request for more.
 *
 * @param path whose limits are short
 * @param project how people call the project now
 * @param until until when it was asked for; empty = for good
 * @param comments what those who decided had to say, a line each, with their names; empty if nothing
 * @param withdrawable whether who looks may take it back now
 */
public record RequestView(
        QuotaRequestId id,
        QuotaPath path,
        PayerNames.Called project,
        UserId requester,
        String requesterName,
        String reason,
        Optional<Instant> until,
        RequestState state,
        Instant askedAt,
        Instant expiresAt,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        String comments,
        List<RequestLine> lines,
        boolean withdrawable) {
    public RequestView {
        lines = List.copyOf(lines);
    }

    public Scope scope() {
        return Scope.of(path.tenant(), path.project());
    }

    /** Whether who looks may decide any part of it now. */
    public boolean decidable() {
        return lines.stream().anyMatch(RequestLine::decidable);
    }

    /** A level of the path as within a sentence. */
    public String words(Level level) {
        return switch (level) {
            case TENANT -> "tenant " + path.tenantName();
            case PROJECT -> project.inTenant();
            case MEMBER -> path.memberName();
        };
    }

    /** What is asked for, or granted, such as {@code 4 vCPUs, 8 GiB of memory}; of several levels the most. */
    public String words() {
        Map<Dimension, Long> most = new EnumMap<>(Dimension.class);
        lines.forEach(l -> most.merge(l.dimension(), l.amount(), Math::max));
        return most.entrySet().stream().map(e -> e.getKey().show(e.getValue())).collect(Collectors.joining(", "));
    }

    /** Who is to decide what is undecided, such as {@code a manager and a tenant administrator}; or empty. */
    public String waitsFor() {
        return state.isFinal()
                ? ""
                : lines.stream()
                        .filter(l -> l.granted().isEmpty())
                        .map(RequestLine::level)
                        .distinct()
                        .sorted((a, b) -> b.compareTo(a))
                        .map(Deciders::words)
                        .collect(Collectors.joining(" and "));
    }
}
