package dev.slipway.vm.launch;

import dev.slipway.catalog.CustomRange;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.SizeId;
import dev.slipway.vm.seed.UserData;
import java.util.List;
import java.util.Optional;

/**
 * What whoever launches from an image may choose, and what is chosen for them. Quota, and who may use a size or a network
 * at all, is asked besides.
 *
 * @param customSizes whether amounts of one's own will do, where the platform allows them
 * @param customRange narrower than the platform's; empty for that
 * @param firstBootText user data, for {@link FirstBootRule#PRESET} and {@link FirstBootRule#FIXED}; else empty
 */
public record LaunchPolicy(
        Offer<SizeId> sizes,
        boolean customSizes,
        Optional<CustomRange> customRange,
        Offer<NetworkId> networks,
        FirstBootRule firstBoot,
        String firstBootText) {
    /** Everything may be chosen. */
    public static final LaunchPolicy FREE =
            new LaunchPolicy(Offer.any(), true, Optional.empty(), Offer.any(), FirstBootRule.FREE, "");

    private static final int MOST = 100;

    /** What is chosen for a guest's first boot besides its name and keys. */
    public enum FirstBootRule {
        /** Whoever launches says it, or nothing. */
        FREE,
        /** Whoever launches says it; what the policy has counts where they say nothing. */
        PRESET,
        /** What the policy has, and nothing else. */
        FIXED,
        /** Nothing. */
        NONE
    }

    /**
     * @param only what there is to choose from; empty for all that one may use. One alone is fixed
     * @param preset what a form has chosen at first; one of them
     */
    public record Offer<T>(List<T> only, Optional<T> preset) {
        public Offer {
            only = only.stream().distinct().toList();
        }

        static <T> Offer<T> any() {
            return new Offer<>(List.of(), Optional.empty());
        }

        public boolean has(T choice) {
            return only.isEmpty() || only.contains(choice);
        }

        private void requireSound(String field, String what) {
            if (only.size() > MOST) {
                throw new InvalidRequest("launch-policy", field, "A policy names at most " + MOST + " " + what + ".");
            }
            if (preset.filter(choice -> !has(choice)).isPresent()) {
                throw new InvalidRequest(
                        "launch-policy", field, "What is chosen at first is none of the " + what + " there are.");
            }
        }
    }

    /** @throws InvalidRequest naming the field that contradicts itself, such as {@code sizes} */
    public LaunchPolicy {
        sizes.requireSound("sizes", "sizes");
        networks.requireSound("networks", "networks");
        if (!customSizes && customRange.isPresent()) {
            throw new InvalidRequest(
                    "launch-policy", "customRange", "A range is for custom sizes, and this policy allows none.");
        }
        boolean says = firstBoot == FirstBootRule.PRESET || firstBoot == FirstBootRule.FIXED;
        if (says) {
            UserData.checkedOf("firstBootText", firstBootText);
        } else if (!firstBootText.isEmpty()) {
            throw new InvalidRequest(
                    "launch-policy",
                    "firstBootText",
                    "This text is told to nobody. Choose how it is used, or leave it out.");
        }
    }

    /** Why that size will not do, or empty. @param image as people know it */
    public Optional<InvalidRequest> whyNot(SizeWish wish, String image) {
        return switch (wish) {
            case SizeWish.Curated curated ->
                sizes.has(curated.size())
                        ? Optional.empty()
                        : Optional.of(new InvalidRequest(
                                "size-not-offered",
                                "size",
                                "Image " + image + " is launched with certain sizes only, and this is none of them."
                                        + " Choose another size."));
            case SizeWish.Custom own ->
                customSizes
                        ? customRange.flatMap(range -> range.whyNot(own.resources()))
                        : Optional.of(new InvalidRequest(
                                "custom-size-off",
                                "custom",
                                "Image " + image + " is not launched with custom sizes. Choose one of the sizes."));
        };
    }

    Optional<InvalidRequest> whyNot(NetworkId network, String image) {
        return networks.has(network)
                ? Optional.empty()
                : Optional.of(new InvalidRequest(
                        "network-not-offered",
                        "network",
                        "Image " + image + " is launched onto certain networks only, and this is none of them. Choose"
                                + " another network."));
    }

    /**
     * What the guest is told.
     *
     * @param given by whoever launches
     * @throws InvalidRequest if they may not say anything
     */
    Optional<String> userData(Optional<String> given, String image) {
        return switch (firstBoot) {
            case FREE -> given;
            case PRESET -> given.or(() -> Optional.of(firstBootText));
            case FIXED -> {
                refuse(given, "Image " + image + " brings its own first-boot settings. Leave yours out.");
                yield Optional.of(firstBootText);
            }
            case NONE -> {
                refuse(given, "Image " + image + " takes no first-boot settings. Leave them out.");
                yield given;
            }
        };
    }

    private static void refuse(Optional<String> given, String sentence) {
        if (given.isPresent()) {
            throw new InvalidRequest("first-boot-not-offered", "userData", sentence);
        }
    }
}
