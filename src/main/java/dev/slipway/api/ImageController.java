package dev.slipway.api;

import dev.slipway.api.ImageBodies.AboutBody;
import dev.slipway.api.ImageBodies.CopyBody;
import dev.slipway.api.ImageBodies.FeaturedBody;
import dev.slipway.api.ImageBodies.HostsBody;
import dev.slipway.api.ImageBodies.ImageBody;
import dev.slipway.api.ImageBodies.ImageUserBody;
import dev.slipway.api.ImageBodies.StateBody;
import dev.slipway.api.ImageBodies.VisibilityBody;
import dev.slipway.api.ImageBodies.WithdrawalBody;
import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.StagedCopies;
import dev.slipway.catalog.Staging;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.operation.Operations;
import dev.slipway.tenant.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/images")
@Tag(name = "Catalogue")
class ImageController {
    private final Images images;
    private final CuratedImages curated;
    private final StagedCopies copies;
    private final Staging staging;
    private final Operations operations;
    private final Tenants tenants;

    ImageController(
            Images images,
            CuratedImages curated,
            StagedCopies copies,
            Staging staging,
            Operations operations,
            Tenants tenants) {
        this.copies = copies;
        this.staging = staging;
        this.operations = operations;
        this.images = images;
        this.curated = curated;
        this.tenants = tenants;
    }

    @GetMapping
    @Operation(summary = "Images that you may see; with a project, those that VMs of it can be launched from")
    List<ImageBody> images(@RequestParam(required = false) @Nullable String project, Actor actor) {
        if (project == null) {
            return images.list(actor).stream().map(ImageBody::of).toList();
        }
        var p = tenants.require(ProjectId.parse(project), Permission.IMAGE_READ, actor);
        return images.usable(p.scope(), actor).stream().map(ImageBody::of).toList();
    }

    @GetMapping("/{version}")
    @Operation(summary = "One version of an image")
    ImageBody image(@PathVariable String version, Actor actor) {
        return ImageBody.of(images.get(ImageVersionId.parse(version), actor));
    }

    @GetMapping("/{version}/versions")
    @Operation(summary = "All versions of the image of which this is one, the newest first")
    List<ImageBody> versions(@PathVariable String version, Actor actor) {
        return images.versions(ImageVersionId.parse(version), actor).stream()
                .map(ImageBody::of)
                .toList();
    }

    @GetMapping("/{version}/vms")
    @Operation(summary = "VMs that you may see whose disks stand on any version of an image")
    List<ImageUserBody> vms(@PathVariable String version, Actor actor) {
        return images.users(ImageVersionId.parse(version), actor).stream()
                .map(ImageUserBody::of)
                .toList();
    }

    @PutMapping("/{version}/about")
    @Operation(summary = "Describe an image anew (whose it is)")
    ImageBody describe(@PathVariable String version, @RequestBody AboutBody body, Actor actor) {
        var id = images.get(ImageVersionId.parse(version), actor).version();
        return ImageBody.of(curated.describe(id, body.read(), actor));
    }

    @GetMapping("/{version}/tenants")
    @Operation(summary = "Tenants with which an image is shared (administrators)")
    List<String> sharedWith(@PathVariable String version, Actor actor) {
        return curated.sharedWith(ImageVersionId.parse(version), actor).stream()
                .map(TenantId::toString)
                .toList();
    }

    @PutMapping("/{version}/visibility")
    @Operation(summary = "Say who may use an image, all its versions (administrators)")
    ImageBody share(@PathVariable String version, @RequestBody VisibilityBody body, Actor actor) {
        var id = images.get(ImageVersionId.parse(version), actor).version();
        var visibility = Fields.present("visibility", body.visibility());
        Set<TenantId> with = body.tenants() == null
                ? Set.of()
                : Fields.each("tenants", body.tenants()).stream()
                        .map(TenantId::parse)
                        .collect(Collectors.toSet());
        return ImageBody.of(curated.share(id, visibility, with, actor));
    }

    @PutMapping("/{version}/state")
    @Operation(summary = "Publish, deprecate or retire an image, all its versions (whose it is)")
    ImageBody mark(@PathVariable String version, @RequestBody StateBody body, Actor actor) {
        var id = images.get(ImageVersionId.parse(version), actor).version();
        var state = Fields.present("state", body.state());
        return ImageBody.of(curated.mark(id, state, body.instead(), actor));
    }

    @PutMapping("/{version}/featured")
    @Operation(summary = "Show an image before all others, or no longer (administrators)")
    ImageBody feature(@PathVariable String version, @RequestBody FeaturedBody body, Actor actor) {
        var id = images.get(ImageVersionId.parse(version), actor).version();
        return ImageBody.of(curated.feature(id, Fields.present("featured", body.featured()), actor));
    }

    @PostMapping("/{version}/withdraw")
    @Operation(summary = "Let nothing new be launched from this version (whose it is)")
    ImageBody withdraw(@PathVariable String version, @RequestBody WithdrawalBody body, Actor actor) {
        var id = images.get(ImageVersionId.parse(version), actor).version();
        return ImageBody.of(curated.withdraw(id, Fields.need("reason", body.reason()), actor));
    }

    @GetMapping("/{version}/copies")
    @Operation(summary = "Where an image lies on hosts, all its versions (administrators)")
    List<CopyBody> copies(@PathVariable String version, Actor actor) {
        return copies.of(ImageVersionId.parse(version), actor).stream()
                .map(CopyBody::of)
                .toList();
    }

    @PostMapping("/{version}/copies")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Copy a version to hosts before a launch needs it there (administrators)")
    List<OperationController.OperationBody> stage(
            @PathVariable String version, @RequestBody HostsBody body, Actor actor) {
        var id = images.get(ImageVersionId.parse(version), actor).version();
        var hosts =
                Fields.each("hosts", body.hosts()).stream().map(HostId::parse).collect(Collectors.toSet());
        return staging.stage(id, hosts, actor).stream()
                .map(operation -> OperationController.OperationBody.of(operations.get(operation, actor)))
                .toList();
    }

    @DeleteMapping("/{version}/copies/{host}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a version's copy from a host that no VM there needs (administrators)")
    void removeCopy(@PathVariable String version, @PathVariable String host, Actor actor) {
        copies.remove(ImageVersionId.parse(version), HostId.parse(host), actor);
    }

    @DeleteMapping("/{version}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete an image with all its versions, if no VM stands on any (whose it is)")
    void delete(@PathVariable String version, Actor actor) {
        curated.delete(ImageVersionId.parse(version), actor);
    }
}
