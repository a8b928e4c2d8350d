package dev.slipway.api;

import dev.slipway.host.CheckKind;
import dev.slipway.host.CheckLine;
import dev.slipway.host.CheckResult;
import dev.slipway.host.HostCheck;
import dev.slipway.host.HostChecks;
import dev.slipway.host.HostDraft;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostCheckId;
import dev.slipway.kernel.HostCredentialId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/host-checks")
@Tag(name = "Hosts (administrators)")
class HostCheckController {
    private final HostChecks checks;

    HostCheckController(HostChecks checks) {
        this.checks = checks;
    }

    /**
     * @param acceleration KVM or EMULATED to force it; absent: found out by trying
     * @param credential by ssh: the key, see host-credentials
     */
    record NewCheckBody(
            @Nullable String name,
            @Nullable String uri,
            @Nullable String poolPath,
            @Nullable String acceleration,
            @Nullable String credential) {}

    /** @param finding empty while it waits; @param remedy the command or click that mends it */
    record LineBody(
            CheckKind check,
            String title,
            CheckResult result,
            String finding,
            @Nullable String remedy) {
        static LineBody of(CheckLine line) {
            return new LineBody(
                    line.kind(),
                    line.kind().title(),
                    line.result(),
                    line.finding(),
                    line.remedy().orElse(null));
        }
    }

    /** @param host the registered host that was looked at, or became of it; @param ended whether every line is final */
    record CheckBody(
            String id,
            @Nullable String host,
            String name,
            String uri,
            Instant startedAt,
            boolean ended,
            List<LineBody> lines) {
        static CheckBody of(HostCheck check) {
            return new CheckBody(
                    check.id().toString(),
                    check.host().map(Object::toString).orElse(null),
                    check.draft().name(),
                    check.draft().uri(),
                    check.startedAt(),
                    check.ended(),
                    check.lines().stream().map(LineBody::of).toList());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Look whether a host can be registered; the list fills in the background")
    CheckBody begin(@RequestBody NewCheckBody body, Actor actor) {
        return CheckBody.of(checks.begin(
                HostDraft.of(
                                Fields.need("name", body.name()),
                                Fields.need("uri", body.uri()),
                                Fields.need("poolPath", body.poolPath()),
                                Optional.ofNullable(body.acceleration()))
                        .with(Optional.ofNullable(body.credential()).map(HostCredentialId::parse)),
                actor));
    }

    @GetMapping("/{check}")
    @Operation(summary = "How far the check list is, and what it says")
    CheckBody get(@PathVariable String check, Actor actor) {
        return CheckBody.of(checks.get(HostCheckId.parse(check), actor));
    }
}
