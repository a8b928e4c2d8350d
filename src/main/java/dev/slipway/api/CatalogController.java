package dev.slipway.api;

import dev.slipway.catalog.Images;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Catalogue")
class CatalogController {
    private final Images images;
    private final Sizes sizes;

    CatalogController(Images images, Sizes sizes) {
        this.images = images;
        this.sizes = sizes;
    }

    record SizeBody(String id, String name, int vcpus, long memoryMib, long diskMib, List<String> hostTags) {
        static SizeBody of(SizeView s) {
            Resources r = s.resources();
            return new SizeBody(s.id().toString(), s.name(), r.vcpus(), r.memoryMib(), r.diskMib(), tags(s.hostTags()));
        }
    }

    record NewSizeBody(@Nullable String name, int vcpus, long memoryMib, long diskMib) {}

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

    /** @param tags none, or absent = any host will do */
    record HostTagsBody(@Nullable List<String> tags) {
        HostTags read() {
            return tags == null ? HostTags.NONE : HostTags.of(tags);
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
