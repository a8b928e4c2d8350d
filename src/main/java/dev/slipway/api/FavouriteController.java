package dev.slipway.api;

import dev.slipway.catalog.Favourites;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Catalogue")
class FavouriteController {
    private final Favourites favourites;

    FavouriteController(Favourites favourites) {
        this.favourites = favourites;
    }

    @GetMapping("/me/favourite-images")
    @Operation(summary = "The ids of my favourite images")
    List<String> mine(Actor actor) {
        return favourites.mine(actor).stream().map(ImageId::toString).sorted().toList();
    }

    @PutMapping("/images/{version}/favourite")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Make an image, all its versions, one of my favourites")
    void mark(@PathVariable String version, Actor actor) {
        favourites.mark(ImageVersionId.parse(version), actor);
    }

    @DeleteMapping("/images/{version}/favourite")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Make an image a favourite of mine no longer")
    void unmark(@PathVariable String version, Actor actor) {
        favourites.unmark(ImageVersionId.parse(version), actor);
    }
}
