package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.vm.seed.VendorData;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vendor-data")
@Tag(name = "Catalogue")
class VendorDataController {
    private final VendorData vendorData;

    VendorDataController(VendorData vendorData) {
        this.vendorData = vendorData;
    }

    /** @param text cloud-init, at most 16 KiB; absent if guests are told nothing */
    record VendorDataBody(@Nullable String text) {}

    @GetMapping
    @Operation(summary = "What cloud-init of every new guest is told besides its own user data (administrators)")
    VendorDataBody read(Actor actor) {
        return new VendorDataBody(vendorData.text(actor).orElse(null));
    }

    @PutMapping
    @Operation(summary = "Say what cloud-init of every new guest is told besides its own user data (administrators)")
    VendorDataBody set(@RequestBody VendorDataBody body, Actor actor) {
        vendorData.set(Fields.need("text", body.text()), actor);
        return read(actor);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Tell new guests nothing besides their own user data (administrators)")
    void clear(Actor actor) {
        vendorData.clear(actor);
    }
}
