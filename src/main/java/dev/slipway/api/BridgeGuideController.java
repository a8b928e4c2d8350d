package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.network.BridgeGuides;
import dev.slipway.network.BridgeWish;
import dev.slipway.network.Distribution;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/bridge-guide")
@Tag(name = "Networks")
class BridgeGuideController {
    private final BridgeGuides guides;

    BridgeGuideController(BridgeGuides guides) {
        this.guides = guides;
    }

    /** @param text what to put into a file or to run, as it is */
    record StepBody(String title, String text) {}

    /** @param bridge what it will be called on the host */
    record GuideBody(String bridge, List<StepBody> steps) {}

    @GetMapping
    @Operation(summary = "How to make a bridge on a host, by its distribution (administrators)")
    GuideBody guide(
            @RequestParam(defaultValue = "DEBIAN") Distribution distribution,
            @RequestParam(name = "interface", defaultValue = "eth0") String card,
            @RequestParam(defaultValue = "br0") String bridge,
            @RequestParam(required = false) @Nullable Integer vlan,
            Actor actor) {
        var wish = new BridgeWish(distribution, card, bridge, Optional.ofNullable(vlan));
        return new GuideBody(
                wish.name(),
                guides.steps(wish, actor).stream()
                        .map(step -> new StepBody(step.title(), step.text()))
                        .toList());
    }
}
