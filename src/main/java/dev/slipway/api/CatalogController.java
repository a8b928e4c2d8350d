package dev.slipway.api;

import dev.slipway.catalog.Images;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.TenantId;
import dev.slipway.tenant.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
@RequestMapping("/api/v1")
@Tag(name = "Catalogue")
class CatalogController {
    private final Images images;
    private final Sizes sizes;
    private final Tenants tenants;

    CatalogController(Images images, Sizes sizes, Tenants tenants) {
        this.tenants = tenants;
        this.images = images;
        this.sizes = sizes;
    }

    /** @param retired nothing new is launched with it @param restricted for some tenants only */
    record SizeBody(
            String id,
            String name,
            int vcpus,
            long memoryMib,
            long diskMib,
            List<String> hostTags,
            boolean retired,
            boolean restricted) {
        static SizeBody of(SizeView s) {
            Resources r = s.resources();
            return new SizeBody(
                    s.id().toString(),
                    s.name(),
                    r.vcpus(),
                    r.memoryMib(),
                    r.diskMib(),
                    tags(s.hostTags()),
                    s.retired(),
                    s.restricted());
        }
    }

    record NewSizeBody(@Nullable String name, int vcpus, long memoryMib, long diskMib) {}

    @GetMapping("/sizes")
    @Operation(summary = "Sizes that you may see; with a project, those that VMs of it can be launched with")
    List<SizeBody> sizes(@RequestParam(required = false) @Nullable String project, Actor actor) {
        if (project == null) {
            return sizes.list(actor).stream().map(SizeBody::of).toList();
        }
        var p = tenants.require(ProjectId.parse(project), Permission.IMAGE_READ, actor);
        return sizes.usable(p.scope(), actor).stream().map(SizeBody::of).toList();
    }

    @PostMapping("/sizes")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Create a size, for every tenant until it is restricted (administrators)")
    SizeBody createSize(@RequestBody NewSizeBody body, Actor actor) {
        return SizeBody.of(sizes.create(
                Fields.need("name", body.name()),
                new Resources(body.vcpus(), body.memoryMib(), body.diskMib()),
                actor));
    }

    @PostMapping("/sizes/{size}/retire")
    @Operation(summary = "Let nothing new be launched with a size; VMs that have it stay (administrators)")
    SizeBody retire(@PathVariable String size, Actor actor) {
        return SizeBody.of(sizes.retire(SizeId.parse(size), actor));
    }

    @PostMapping("/sizes/{size}/bring-back")
    @Operation(summary = "Offer a retired size again (administrators)")
    SizeBody bringBack(@PathVariable String size, Actor actor) {
        return SizeBody.of(sizes.bringBack(SizeId.parse(size), actor));
    }

    /** @param restricted only answered */
    record SizeTenantsBody(
            @Nullable Boolean restricted, @Nullable List<@Nullable String> tenants) {}

    @GetMapping("/sizes/{size}/tenants")
    @Operation(summary = "Who may use it; an empty list of a size that is not restricted is everybody (administrators)")
    SizeTenantsBody sizeTenants(@PathVariable String size, Actor actor) {
        var id = SizeId.parse(size);
        var ids = sizes.tenants(id, actor).stream().map(TenantId::toString).toList();
        return new SizeTenantsBody(sizes.get(id, actor).restricted(), ids);
    }

    @PutMapping("/sizes/{size}/tenants")
    @Operation(summary = "Let only these tenants use a size; none = every tenant (administrators)")
    SizeTenantsBody restrict(@PathVariable String size, @RequestBody SizeTenantsBody body, Actor actor) {
        var id = sizes.get(SizeId.parse(size), actor).id();
        var chosen = Fields.each("tenants", body.tenants()).stream()
                .map(TenantId::parse)
                .collect(Collectors.toSet());
        sizes.restrict(id, chosen, actor);
        return sizeTenants(size, actor);
    }

    /** @param tags none, or absent = any host will do */
    record HostTagsBody(@Nullable List<@Nullable String> tags) {
        HostTags read() {
            return tags == null ? HostTags.NONE : HostTags.of(Fields.each("tags", tags));
        }
    }

    private static List<String> tags(HostTags tags) {
        return List.copyOf(tags.words());
    }

    @PutMapping("/sizes/{size}/host-tags")
    @Operation(summary = "Say which tags hosts must have for a size (administrators)")
    SizeBody setSizeHostTags(@PathVariable String size, @RequestBody HostTagsBody body, Actor actor) {
        return SizeBody.of(sizes.setHostTags(SizeId.parse(size), body.read(), actor));
    }

    @PutMapping("/images/{version}/host-tags")
    @Operation(summary = "Say which tags hosts must have for an image, all its versions (administrators)")
    ImageBodies.ImageBody setImageHostTags(@PathVariable String version, @RequestBody HostTagsBody body, Actor actor) {
        return ImageBodies.ImageBody.of(images.setHostTags(ImageVersionId.parse(version), body.read(), actor));
    }
}
