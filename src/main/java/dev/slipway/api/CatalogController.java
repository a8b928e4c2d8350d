package dev.slipway.api;

import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.Resources;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.tenant.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Catalogue")
class CatalogController {
    private final Images images;
    private final Sizes sizes;
    private final Networks networks;
    private final Tenants tenants;

    CatalogController(Images images, Sizes sizes, Networks networks, Tenants tenants) {
        this.images = images;
        this.sizes = sizes;
        this.networks = networks;
        this.tenants = tenants;
    }

    record SizeBody(String id, String name, int vcpus, long memoryMib, long diskMib) {
        static SizeBody of(SizeView s) {
            Resources r = s.resources();
            return new SizeBody(s.id().toString(), s.name(), r.vcpus(), r.memoryMib(), r.diskMib());
        }
    }

    record NewSizeBody(@Nullable String name, int vcpus, long memoryMib, long diskMib) {}

    /** @param version what a launch names as its image */
    record ImageBody(
            String id,
            String version,
            String versionLabel,
            String name,
            String description,
            String os,
            String defaultUser,
            String firmware,
            boolean cloudInit,
            boolean guestAgent,
            long minMemoryMib,
            long virtualMib,
            String sha256,
            Instant publishedAt) {
        static ImageBody of(ImageView i) {
            return new ImageBody(
                    i.id().toString(),
                    i.version().toString(),
                    i.versionLabel(),
                    i.name(),
                    i.description(),
                    i.os(),
                    i.defaultUser(),
                    i.firmware().name(),
                    i.cloudInit(),
                    i.guestAgent(),
                    i.minMemoryMib(),
                    i.virtualMib(),
                    i.sha256(),
                    i.publishedAt());
        }
    }

    record NetworkBody(String id, String name, String description) {
        static NetworkBody of(NetworkView n) {
            return new NetworkBody(n.id().toString(), n.name(), n.description());
        }
    }

    @GetMapping("/sizes")
    @Operation(summary = "Sizes to launch with")
    List<SizeBody> sizes(Actor actor) {
        return sizes.list(actor).stream().map(SizeBody::of).toList();
    }

    @PostMapping("/sizes")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Create a size (administrators)")
    SizeBody createSize(@RequestBody NewSizeBody body, Actor actor) {
        return SizeBody.of(sizes.create(
                Fields.need("name", body.name()),
                new Resources(body.vcpus(), body.memoryMib(), body.diskMib()),
                actor));
    }

    @GetMapping("/images")
    @Operation(summary = "Golden images to launch from")
    List<ImageBody> images(Actor actor) {
        return images.list(actor).stream().map(ImageBody::of).toList();
    }

    @GetMapping("/images/{version}")
    @Operation(summary = "One version of an image")
    ImageBody image(@PathVariable String version, Actor actor) {
        return ImageBody.of(images.get(ImageVersionId.parse(version), actor));
    }

    @GetMapping("/networks")
    @Operation(summary = "Networks that VMs of a project may be put on")
    List<NetworkBody> networks(@RequestParam String project, Actor actor) {
        var p = tenants.require(ProjectId.parse(project), Permission.NETWORK_READ, actor);
        return networks.usable(p.scope(), actor).stream().map(NetworkBody::of).toList();
    }
}
