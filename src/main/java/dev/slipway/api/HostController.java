package dev.slipway.api;

import dev.slipway.host.HostDraft;
import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
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
@RequestMapping("/api/v1/hosts")
@Tag(name = "Hosts (administrators)")
class HostController {
    private final Hosts hosts;

    HostController(Hosts hosts) {
        this.hosts = hosts;
    }

    /** @param acceleration KVM or EMULATED to force it; absent: found out by trying */
    record NewHostBody(
            @Nullable String name,
            @Nullable String uri,
            @Nullable String poolPath,
            @Nullable String acceleration) {}

    record HostBody(
            String id,
            String name,
            String uri,
            HostState state,
            String hypervisorVersion,
            String architecture,
            int cpus,
            long memoryMib,
            long poolCapacityMib,
            long poolAvailableMib,
            @Nullable String acceleration,
            @Nullable Instant lastSeen,
            @Nullable String trouble) {
        static HostBody of(HostView h) {
            return new HostBody(
                    h.id().toString(),
                    h.name(),
                    h.uri(),
                    h.state(),
                    h.hypervisorVersion(),
                    h.architecture(),
                    h.cpus(),
                    h.memoryMib(),
                    h.poolCapacityMib(),
                    h.poolAvailableMib(),
                    h.acceleration().map(Enum::name).orElse(null),
                    h.lastSeen().orElse(null),
                    h.trouble().orElse(null));
        }
    }

    @GetMapping
    @Operation(summary = "Registered hosts")
    List<HostBody> list(Actor actor) {
        return hosts.list(actor).stream().map(HostBody::of).toList();
    }

    @GetMapping("/{host}")
    @Operation(summary = "One host")
    HostBody get(@PathVariable String host, Actor actor) {
        return HostBody.of(hosts.get(HostId.parse(host), actor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Register a host; it is probed in the background")
    HostBody register(@RequestBody NewHostBody body, Actor actor) {
        return HostBody.of(hosts.register(
                HostDraft.of(
                        Fields.need("name", body.name()),
                        Fields.need("uri", body.uri()),
                        Fields.need("poolPath", body.poolPath()),
                        Optional.ofNullable(body.acceleration())),
                actor));
    }

    @PostMapping("/{host}/enable")
    @Operation(summary = "Let it take new VMs")
    HostBody enable(@PathVariable String host, Actor actor) {
        return setEnabled(host, true, actor);
    }

    @PostMapping("/{host}/disable")
    @Operation(summary = "Let it keep its VMs but take no new ones")
    HostBody disable(@PathVariable String host, Actor actor) {
        return setEnabled(host, false, actor);
    }

    private HostBody setEnabled(String host, boolean enabled, Actor actor) {
        HostId id = HostId.parse(host);
        hosts.setEnabled(id, enabled, actor);
        return HostBody.of(hosts.get(id, actor));
    }
}
