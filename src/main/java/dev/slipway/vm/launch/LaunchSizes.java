package dev.slipway.vm.launch;

import dev.slipway.catalog.CustomRange;
import dev.slipway.catalog.CustomSizes;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Resources;
import org.springframework.stereotype.Component;

/** What a VM gets that is launched as large as somebody wishes. */
@Component
public class LaunchSizes {
    private final Sizes sizes;
    private final CustomSizes custom;

    LaunchSizes(Sizes sizes, CustomSizes custom) {
        this.sizes = sizes;
        this.custom = custom;
    }

    /** @param field what a refusal for its sake is about, as the API spells it */
    public record Sized(String name, Resources resources, HostTags hostTags, String field) {}

    /**
     * @throws dev.slipway.kernel.NotFound if there is no such size, or it is not for that project
     * @throws Conflict {@code size-retired}
     * @throws InvalidRequest if custom sizes are not allowed, or not this one
     */
    public Sized require(SizeWish wish, Scope project, Actor actor) {
        return switch (wish) {
            case SizeWish.Curated curated -> offered(sizes.requireUsable(curated.size(), project, actor));
            case SizeWish.Custom own ->
                new Sized(CustomRange.NAME, range(actor).require(own.resources()), HostTags.NONE, "custom");
        };
    }

    private static Sized offered(SizeView size) {
        if (size.retired()) {
            throw new Conflict(
                    "size-retired",
                    "Size " + size.name() + " is retired: nothing new is launched with it. Choose another size.");
        }
        return new Sized(size.name(), size.resources(), size.hostTags(), "size");
    }

    private CustomRange range(Actor actor) {
        return custom.range(actor)
                .orElseThrow(() -> new InvalidRequest(
                        "custom-size-off", "custom", "Custom sizes are not allowed here. Choose one of the sizes."));
    }
}
