package dev.slipway.api;

import dev.slipway.api.ImageBodies.ImageBody;
import dev.slipway.catalog.Logos;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.ImageVersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/images/{version}/logo")
@Tag(name = "Catalogue")
class LogoController {
    private final Logos logos;

    LogoController(Logos logos) {
        this.logos = logos;
    }

    @GetMapping(produces = MediaType.IMAGE_PNG_VALUE)
    @Operation(summary = "An image's logo, a PNG of up to 128 × 128 pixels")
    byte[] get(@PathVariable String version, Actor actor) {
        return logos.get(ImageVersionId.parse(version), actor);
    }

    /** What is beyond the limit is not even read. */
    @PutMapping
    @Operation(summary = "Give an image a logo, as the bytes of a PNG or JPEG of up to 512 KiB (whose image it is)")
    ImageBody put(@PathVariable String version, HttpServletRequest request, Actor actor) throws IOException {
        byte[] picture = request.getInputStream().readNBytes(Logos.LARGEST + 1);
        return ImageBody.of(logos.put(ImageVersionId.parse(version), picture, actor));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take an image's logo away (whose image it is)")
    void remove(@PathVariable String version, Actor actor) {
        logos.remove(ImageVersionId.parse(version), actor);
    }
}
