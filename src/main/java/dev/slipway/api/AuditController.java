package dev.slipway.api;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditFormat;
import dev.slipway.audit.AuditQuery;
import dev.slipway.audit.AuditTrail;
import dev.slipway.audit.ChainAnchor;
import dev.slipway.audit.ChainVerdict;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit (administrators)")
class AuditController {
    private final AuditTrail audit;

    AuditController(AuditTrail audit) {
        this.audit = audit;
    }

    /** What to look for; see {@link AuditQuery}. */
    record Filter(
            @Nullable String who,
            @Nullable String action,
            @Nullable String target,
            @Nullable String tenant,
            @Nullable String project,
            @Nullable Boolean refused,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String text) {
        AuditQuery query() {
            return new AuditQuery(
                    Optional.ofNullable(who),
                    Optional.ofNullable(action),
                    Optional.ofNullable(target),
                    Optional.ofNullable(tenant).map(TenantId::parse),
                    Optional.ofNullable(project).map(ProjectId::parse),
                    Optional.ofNullable(refused),
                    Optional.ofNullable(from),
                    Optional.ofNullable(until),
                    Optional.ofNullable(text));
        }
    }

    /** @param head the last intact entry's number and hash: an anchor to keep elsewhere */
    record VerdictBody(
            boolean intact,
            String sentence,
            long entries,
            @Nullable String head,
            long waiting,
            @Nullable String broken,
            Instant at) {
        static VerdictBody of(ChainVerdict v) {
            return new VerdictBody(
                    v.isIntact(),
                    v.sentence(),
                    v.entries(),
                    v.head().map(ChainAnchor::toString).orElse(null),
                    v.waiting(),
                    v.broken().orElse(null),
                    v.at());
        }
    }

    @GetMapping
    @Operation(summary = "Changes and refusals that fit, newest first")
    Paging.PageBody<AuditEntry> search(
            @ParameterObject Filter filter,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        return Paging.body(audit.search(filter.query(), Paging.of(page, size), actor), e -> e);
    }

    @GetMapping("/export.csv")
    @Operation(summary = "All that fit, as CSV")
    void csv(@ParameterObject Filter filter, Actor actor, HttpServletResponse response) throws IOException {
        export(filter, AuditFormat.CSV, actor, response);
    }

    @GetMapping("/export.json")
    @Operation(summary = "All that fit, as one array of JSON")
    void json(@ParameterObject Filter filter, Actor actor, HttpServletResponse response) throws IOException {
        export(filter, AuditFormat.JSON, actor, response);
    }

    @GetMapping("/verification")
    @Operation(summary = "Whether the record is as it was written, or what was changed first")
    VerdictBody verify(@RequestParam(required = false) @Nullable String anchor, Actor actor) {
        return VerdictBody.of(audit.verify(Optional.ofNullable(anchor).map(ChainAnchor::parse), actor));
    }

    private void export(Filter filter, AuditFormat format, Actor actor, HttpServletResponse response)
            throws IOException {
        AuditQuery query = filter.query();
        Download.send(
                response,
                format.mediaType(),
                "audit." + format.name().toLowerCase(Locale.ROOT),
                out -> audit.export(query, format, out, actor));
    }
}
