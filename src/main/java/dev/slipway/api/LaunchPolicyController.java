package dev.slipway.api;

import dev.slipway.api.CustomSizeController.RangeBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.SizeId;
import dev.slipway.vm.launch.LaunchPolicies;
import dev.slipway.vm.launch.LaunchPolicy;
import dev.slipway.vm.launch.LaunchPolicy.FirstBootRule;
import dev.slipway.vm.launch.LaunchPolicy.Offer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/images/{version}/launch-policy")
@Tag(name = "Catalogue")
class LaunchPolicyController {
    private final LaunchPolicies policies;

    LaunchPolicyController(LaunchPolicies policies) {
        this.policies = policies;
    }

    /**
     * @param only ids to choose from; absent or empty = all that one may use
     * @param preset what a form has chosen at first
     */
    record OfferBody(
            @Nullable List<@Nullable String> only, @Nullable String preset) {
        private static OfferBody of(Offer<?> offer) {
            return new OfferBody(
                    offer.only().stream().map(Object::toString).toList(),
                    offer.preset().map(Object::toString).orElse(null));
        }

        private static <T> Offer<T> read(String field, @Nullable OfferBody body, Function<String, T> parse) {
            if (body == null) {
                return new Offer<>(List.of(), Optional.empty());
            }
            var only = body.only() == null ? List.<String>of() : Fields.each(field, body.only());
            return new Offer<>(
                    only.stream().map(parse).toList(),
                    Optional.ofNullable(body.preset()).map(parse));
        }
    }

    /**
     * What is absent may be chosen freely.
     *
     * @param customSizes absent = allowed, where the platform allows them
     * @param customRange absent = the platform's
     * @param firstBootText user data, for {@code PRESET} and {@code FIXED}
     */
    record LaunchPolicyBody(
            @Nullable OfferBody sizes,
            @Nullable Boolean customSizes,
            @Nullable RangeBody customRange,
            @Nullable OfferBody networks,
            @Nullable FirstBootRule firstBoot,
            @Nullable String firstBootText) {
        static LaunchPolicyBody of(LaunchPolicy policy) {
            return new LaunchPolicyBody(
                    OfferBody.of(policy.sizes()),
                    policy.customSizes(),
                    policy.customRange().map(RangeBody::of).orElse(null),
                    OfferBody.of(policy.networks()),
                    policy.firstBoot(),
                    policy.firstBootText().isEmpty() ? null : policy.firstBootText());
        }

        LaunchPolicy read() {
            return new LaunchPolicy(
                    OfferBody.read("sizes", sizes, SizeId::parse),
                    customSizes == null || customSizes,
                    Optional.ofNullable(customRange).map(RangeBody::read),
                    OfferBody.read("networks", networks, NetworkId::parse),
                    firstBoot == null ? FirstBootRule.FREE : firstBoot,
                    firstBootText == null ? "" : firstBootText);
        }
    }

    @GetMapping
    @Operation(summary = "What whoever launches from an image may choose")
    LaunchPolicyBody get(@PathVariable String version, Actor actor) {
        return LaunchPolicyBody.of(policies.of(ImageVersionId.parse(version), actor));
    }

    @PutMapping
    @Operation(summary = "Say what whoever launches from an image may choose (those whose image it is)")
    LaunchPolicyBody set(@PathVariable String version, @RequestBody LaunchPolicyBody body, Actor actor) {
        return LaunchPolicyBody.of(policies.set(ImageVersionId.parse(version), body.read(), actor));
    }
}
