package dev.slipway.api;

import dev.slipway.api.LimitBodies.LimitsBody;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaHistory;
import dev.slipway.quota.QuotaSample;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.owner.Payers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Quota")
class QuotaHistoryController {
    private static final Duration UNLESS_TOLD = Duration.ofDays(7);

    private final QuotaHistory history;
    private final Tenants tenants;
    private final TenantRegister register;
    private final Payers payers;
    private final Clock clock;

    QuotaHistoryController(QuotaHistory history, Tenants tenants, TenantRegister register, Payers payers, Clock clock) {
        this.history = history;
        this.tenants = tenants;
        this.register = register;
        this.payers = payers;
        this.clock = clock;
    }

    /** How it was from {@code at} until the next one. @param limits absent = unlimited */
    record SampleBody(Instant at, LimitsBody used, LimitsBody limits) {
        static SampleBody of(QuotaSample s) {
            Map<Dimension, OptionalLong> used = new EnumMap<>(Dimension.class);
            for (Dimension d : Dimension.values()) {
                used.put(d, OptionalLong.of(s.used().of(d)));
            }
            return new SampleBody(s.at(), LimitsBody.of(used), LimitsBody.of(s.limits()));
        }
    }

    @GetMapping("/tenants/{tenant}/quota/history")
    @Operation(summary = "Usage and limits of a tenant over time")
    List<SampleBody> tenant(
            @PathVariable String tenant,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            Actor actor) {
        var t = register.get(TenantId.parse(tenant), actor);
        Span span = span(from, until);
        return bodies(history.ofTenant(t.id(), span.from(), span.until(), actor));
    }

    @GetMapping("/projects/{project}/quota/history")
    @Operation(summary = "Usage and limits of a project over time, the last seven days unless told otherwise")
    List<SampleBody> project(
            @PathVariable String project,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            Actor actor) {
        var p = tenants.require(ProjectId.parse(project), Permission.QUOTA_READ, actor);
        Span span = span(from, until);
        return bodies(history.ofProject(p.tenant(), p.id(), span.from(), span.until(), actor));
    }

    @GetMapping("/projects/{project}/members/{user}/quota/history")
    @Operation(summary = "Usage and limits of a member of a project over time")
    List<SampleBody> member(
            @PathVariable String project,
            @PathVariable String user,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            Actor actor) {
        var path = payers.of(ProjectId.parse(project), Optional.of(UserId.parse(user)), actor);
        Span span = span(from, until);
        return bodies(history.ofMember(path.tenant(), path.project(), path.member(), span.from(), span.until(), actor));
    }

    private Span span(@Nullable Instant from, @Nullable Instant until) {
        return Span.of(from, until, UNLESS_TOLD, clock);
    }

    private static List<SampleBody> bodies(List<QuotaSample> samples) {
        return samples.stream().map(SampleBody::of).toList();
    }
}
