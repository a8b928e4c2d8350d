package dev.slipway.api;

import dev.slipway.catalog.CustomRange;
import dev.slipway.catalog.CustomSizes;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Resources;
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
@RequestMapping("/api/v1/custom-sizes")
@Tag(name = "Catalogue")
class CustomSizeController {
    private final CustomSizes custom;

    CustomSizeController(CustomSizes custom) {
        this.custom = custom;
    }

    record RangeBody(
            @Nullable Integer minVcpus,
            @Nullable Integer maxVcpus,
            @Nullable Long minMemoryMib,
            @Nullable Long maxMemoryMib,
            @Nullable Long minDiskMib,
            @Nullable Long maxDiskMib) {
        static RangeBody of(CustomRange r) {
            return new RangeBody(
                    r.least().vcpus(),
                    r.most().vcpus(),
                    r.least().memoryMib(),
                    r.most().memoryMib(),
                    r.least().diskMib(),
                    r.most().diskMib());
        }

        CustomRange read() {
            return new CustomRange(
                    new Resources(
                            Fields.present("minVcpus", minVcpus),
                            Fields.present("minMemoryMib", minMemoryMib),
                            Fields.present("minDiskMib", minDiskMib)),
                    new Resources(
                            Fields.present("maxVcpus", maxVcpus),
                            Fields.present("maxMemoryMib", maxMemoryMib),
                            Fields.present("maxDiskMib", maxDiskMib)));
        }
    }

    /** @param range absent if they are not allowed */
    record CustomSizesBody(boolean allowed, @Nullable RangeBody range) {}

    @GetMapping
    @Operation(summary = "Whether VMs may be launched without a size, and from what to what")
    CustomSizesBody get(Actor actor) {
        var range = custom.range(actor);
        return new CustomSizesBody(range.isPresent(), range.map(RangeBody::of).orElse(null));
    }

    @PutMapping
    @Operation(summary = "Allow custom sizes within a range (administrators)")
    CustomSizesBody allow(@RequestBody RangeBody body, Actor actor) {
        custom.allow(body.read(), actor);
        return get(actor);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Allow custom sizes no longer; VMs that have one stay (administrators)")
    void forbid(Actor actor) {
        custom.forbid(actor);
    }
}
