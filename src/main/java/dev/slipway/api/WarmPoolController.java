package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.WarmPoolId;
import dev.slipway.vm.warm.WarmPool;
import dev.slipway.vm.warm.WarmPoolDraft;
import dev.slipway.vm.warm.WarmPools;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/warm-pools")
@Tag(name = "Catalogue (administrators)")
class WarmPoolController {
    private final WarmPools pools;

    WarmPoolController(WarmPools pools) {
        this.pools = pools;
    }

    /** @param image a version's id; @param project pays for those that wait; @param wanted 0 to 50 */
    record NewWarmPoolBody(
            @Nullable String image,
            @Nullable String size,
            @Nullable String network,
            @Nullable String project,
            @Nullable Integer wanted) {}

    /** @param wanted 0 to 50 */
    record WantedBody(@Nullable Integer wanted) {}

    /**
     * @param image a version's id; @param project pays for those that wait
     * @param ready how many could be taken now; @param coming how many are being launched, or boot
     * @param failure why the last one could not be made; absent since one could
     */
    record WarmPoolBody(
            String id,
            String image,
            String imageName,
            String versionLabel,
            String size,
            String sizeName,
            String network,
            String networkName,
            String project,
            String projectName,
            int wanted,
            int ready,
            int coming,
            @Nullable String failure,
            Instant createdAt) {
        static WarmPoolBody of(WarmPool p) {
            return new WarmPoolBody(
                    p.id().toString(),
                    p.image().toString(),
                    p.names().image(),
                    p.names().label(),
                    p.size().toString(),
                    p.names().size(),
                    p.network().toString(),
                    p.names().network(),
                    p.payer().toString(),
                    p.names().payer(),
                    p.wanted(),
                    p.ready(),
                    p.coming(),
                    p.failure().orElse(null),
                    p.createdAt());
        }
    }

    @GetMapping
    @Operation(summary = "Pools of VMs that run already when somebody launches such a one")
    List<WarmPoolBody> list(Actor actor) {
        return pools.list(actor).stream().map(WarmPoolBody::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Let VMs of an image, size and network wait for who launches such a one")
    WarmPoolBody create(@RequestBody NewWarmPoolBody body, Actor actor) {
        return WarmPoolBody.of(pools.create(
                new WarmPoolDraft(
                        ImageVersionId.parse(Fields.need("image", body.image())),
                        SizeId.parse(Fields.need("size", body.size())),
                        NetworkId.parse(Fields.need("network", body.network())),
                        ProjectId.parse(Fields.need("project", body.project())),
                        Fields.present("wanted", body.wanted())),
                actor));
    }

    @PutMapping("/{warmpool}")
    @Operation(summary = "Change how many VMs wait in a pool; what is too many is deleted")
    WarmPoolBody resize(@PathVariable String warmpool, @RequestBody WantedBody body, Actor actor) {
        // Whose it is comes before what is wrong with the number, of which none is one.
        int wanted = Optional.ofNullable(body.wanted()).orElse(-1);
        return WarmPoolBody.of(pools.resize(WarmPoolId.parse(warmpool), wanted, actor));
    }

    @DeleteMapping("/{warmpool}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give a pool up; the VMs that wait in it are deleted, those that were taken stay")
    void remove(@PathVariable String warmpool, Actor actor) {
        pools.remove(WarmPoolId.parse(warmpool), actor);
    }
}
