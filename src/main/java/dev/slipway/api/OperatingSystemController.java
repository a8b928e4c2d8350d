package dev.slipway.api;

import dev.slipway.catalog.OperatingSystem;
import dev.slipway.catalog.OperatingSystem.Amounts;
import dev.slipway.catalog.OperatingSystems;
import dev.slipway.identity.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/operating-systems")
@Tag(name = "Catalogue")
class OperatingSystemController {
    private final OperatingSystems systems;

    OperatingSystemController(OperatingSystems systems) {
        this.systems = systems;
    }

    /** What it is said to need; 0 = nothing is said of that. */
    record AmountsBody(int vcpus, long memoryMib, long diskMib) {
        static AmountsBody of(Amounts a) {
            return new AmountsBody(a.vcpus(), a.memoryMib(), a.diskMib());
        }
    }

    /** @param shortId such as {@code debian13}; @param endOfLife absent = not known */
    record OperatingSystemBody(
            String shortId,
            String name,
            @Nullable LocalDate endOfLife,
            @Nullable AmountsBody minimum,
            @Nullable AmountsBody recommended) {
        static OperatingSystemBody of(OperatingSystem s) {
            return new OperatingSystemBody(
                    s.shortId(),
                    s.name(),
                    s.endOfLife().orElse(null),
                    s.minimum().map(AmountsBody::of).orElse(null),
                    s.recommended().map(AmountsBody::of).orElse(null));
        }
    }

    @GetMapping
    @Operation(summary = "Systems that may be in an image, to propose what is said of one")
    List<OperatingSystemBody> list(Actor actor) {
        return systems.list(actor).stream().map(OperatingSystemBody::of).toList();
    }
}
