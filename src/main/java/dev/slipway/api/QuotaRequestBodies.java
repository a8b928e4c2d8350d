package dev.slipway.api;

import dev.slipway.api.VmBodies.NewVmBody;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.GrantState;
import dev.slipway.quota.GrantView;
import dev.slipway.quota.Level;
import dev.slipway.quota.request.Decision;
import dev.slipway.quota.request.RequestLine;
import dev.slipway.quota.request.RequestState;
import dev.slipway.quota.request.RequestView;
import dev.slipway.quota.request.Term;
import dev.slipway.quota.request.Wanted;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.plan.PlannedLaunch;
import dev.slipway.vm.plan.PlannedState;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests for more as JSON. */
final class QuotaRequestBodies {
    private QuotaRequestBodies() {}

    /** @param amount how much more; memory and disk in MiB */
    record AmountBody(
            @Nullable Level level,
            @Nullable Dimension dimension,
            @Nullable Long amount) {}

    /** A VM to launch when the request is approved. */
    record PlannedVmBody(
            @Nullable String name,
            @Nullable String image,
            @Nullable String size,
            VmBodies.@Nullable CustomBody custom,
            @Nullable String network,
            @Nullable List<@Nullable String> sshKeys,
            @Nullable String userData,
            VmBodies.@Nullable FirstBootBody firstBoot,
            @Nullable List<@Nullable String> groups,
            @Nullable String secondDisc,
            @Nullable Boolean discOutAtReboot) {
        LaunchRequest launch(ProjectId project) {
            return new NewVmBody(
                            project.toString(),
                            name,
                            image,
                            size,
                            custom,
                            network,
                            sshKeys,
                            userData,
                            firstBoot,
                            groups,
                            secondDisc,
                            discOutAtReboot,
                            null,
                            null)
                    .request(null);
        }
    }

    /**
     * @param member whose limits are short; absent = one's own
     * @param lines may be absent with {@code launch}: then what is missing
     * @param until absent = for good
     */
    record AskBody(
            @Nullable String project,
            @Nullable String member,
            @Nullable List<@Nullable AmountBody> lines,
            @Nullable String until,
            @Nullable String reason,
            @Nullable PlannedVmBody launch) {
        ProjectId projectId() {
            return ProjectId.parse(Fields.need("project", project));
        }

        Optional<UserId> memberId() {
            return Optional.ofNullable(member).map(UserId::parse);
        }

        Map<Wanted, Long> amounts() {
            return QuotaRequestBodies.amounts(lines);
        }

        Optional<Instant> end() {
            return moment(until);
        }
    }

    /** @param lines where it is not what was asked @param until where it is not until then @param forGood instead of until */
    record ApproveBody(
            @Nullable List<@Nullable AmountBody> lines,
            @Nullable String until,
            @Nullable Boolean forGood,
            @Nullable String comment) {
        static final ApproveBody AS_ASKED = new ApproveBody(null, null, null, null);

        Decision decision() {
            if (until != null && Boolean.TRUE.equals(forGood)) {
                throw new InvalidRequest("invalid-until", "until", "Either until a time or for good, not both.");
            }
            Optional<Term> term = Boolean.TRUE.equals(forGood)
                    ? Optional.of(Term.FOR_GOOD)
                    : moment(until).map(Term::until);
            return new Decision(QuotaRequestBodies.amounts(lines), term, comment == null ? "" : comment);
        }
    }

    record CommentBody(@Nullable String comment) {}

    /** @param granted absent until it is decided @param decidable whether you may decide it now */
    record LineBody(
            Level level,
            Dimension dimension,
            long asked,
            @Nullable Long granted,
            @Nullable Instant grantedUntil,
            @Nullable String decidedBy,
            boolean decidable) {
        static LineBody of(RequestLine l) {
            return new LineBody(
                    l.level(),
                    l.dimension(),
                    l.asked(),
                    l.granted().isPresent() ? l.granted().getAsLong() : null,
                    l.grantedUntil().orElse(null),
                    l.decidedBy().orElse(null),
                    l.decidable());
        }
    }

    /** @param vm once it is launched @param failure why it could not be */
    record PlannedBody(
            String name,
            PlannedState state,
            @Nullable String vm,
            @Nullable String failure) {
        static PlannedBody of(PlannedLaunch p) {
            return new PlannedBody(
                    p.name(),
                    p.state(),
                    p.vm().map(Object::toString).orElse(null),
                    p.failure().orElse(null));
        }
    }

    record RequestBody(
            String id,
            String projectId,
            String projectName,
            String tenantName,
            String member,
            String requester,
            String reason,
            @Nullable Instant until,
            RequestState state,
            String waitsFor,
            Instant askedAt,
            Instant expiresAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            String comments,
            List<LineBody> lines,
            @Nullable PlannedBody launch) {
        static RequestBody of(RequestView r, Optional<PlannedLaunch> launch) {
            return new RequestBody(
                    r.id().toString(),
                    r.path().project().toString(),
                    r.path().projectName(),
                    r.path().tenantName(),
                    r.path().memberName(),
                    r.requesterName(),
                    r.reason(),
                    r.until().orElse(null),
                    r.state(),
                    r.waitsFor(),
                    r.askedAt(),
                    r.expiresAt(),
                    r.decidedBy().orElse(null),
                    r.decidedAt().orElse(null),
                    r.comments(),
                    r.lines().stream().map(LineBody::of).toList(),
                    launch.map(PlannedBody::of).orElse(null));
        }
    }

    record GrantBody(
            String id,
            String request,
            Level level,
            String levelName,
            Dimension dimension,
            long amount,
            Instant endsAt,
            GrantState state,
            String givenBy,
            boolean revocable) {
        static GrantBody of(GrantView g) {
            return new GrantBody(
                    g.id().toString(),
                    g.request().toString(),
                    g.level(),
                    g.levelName(),
                    g.dimension(),
                    g.amount(),
                    g.endsAt(),
                    g.state(),
                    g.givenBy(),
                    g.revocable());
        }
    }

    private static Optional<Instant> moment(@Nullable String until) {
        try {
            return Optional.ofNullable(until).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new InvalidRequest(
                    "invalid-until", "until", "Write the time like 2026-12-31T18:00:00Z, or leave it out for good.");
        }
    }

    private static Map<Wanted, Long> amounts(@Nullable List<@Nullable AmountBody> lines) {
        Map<Wanted, Long> amounts = new TreeMap<>();
        for (AmountBody line : lines == null ? List.<AmountBody>of() : lines) {
            if (line == null || line.level() == null || line.dimension() == null || line.amount() == null) {
                throw new InvalidRequest(
                        "missing-field", "lines", "Each of the lines has a level, a dimension and an amount.");
            }
            if (amounts.put(new Wanted(line.level(), line.dimension()), line.amount()) != null) {
                throw new InvalidRequest(
                        "twice", "lines", "Each level and dimension is named once. Add the amounts up.");
            }
        }
        return amounts;
    }
}
