package dev.slipway.ui.catalog;

import dev.slipway.catalog.Logos;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logos for our pages, with the page's session. Another picture has another address, so that a browser may keep each. */
@RestController
@RequestMapping("/logos/{version}")
class LogoFiles {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Logos logos;
    private final Actors actors;

    LogoFiles(Logos logos, Actors actors) {
        this.logos = logos;
        this.actors = actors;
    }

    @GetMapping
    ResponseEntity<byte[]> logo(@PathVariable String version) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.maxAge(KEPT).cachePrivate().immutable())
                // It is a picture, whatever a browser would like to make of it.
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .body(logos.get(ImageVersionId.parse(version), actors.current()));
    }

    @ExceptionHandler({NotFound.class, Forbidden.class})
    ResponseEntity<Void> notFound() {
        return ResponseEntity.status(HttpStatus.NOT_FOUND).build();
    }
}
