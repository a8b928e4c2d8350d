package dev.slipway.vm.launch;

import dev.slipway.catalog.ImageView;
import dev.slipway.kernel.ImageVersionId;
import java.util.Locale;
import java.util.Optional;

/**
 * What a launch from a disc says of discs.
 *
 * @param second what goes into the second drive, such as drivers for what is installed from the first
 * @param outAtReboot whether the first is taken out by itself once the guest has restarted; empty = as {@link #isUsual} says
 */
public record DiscWish(Optional<ImageVersionId> second, Optional<Boolean> outAtReboot) {
    public static final DiscWish NONE = new DiscWish(Optional.empty(), Optional.empty());

    private static final String RESTARTS_BEFORE_THE_END = "windows";

    /** Whether a disc is usually done with when its guest restarts: the setup of Windows goes on after that. */
    public static boolean isUsual(ImageView disc) {
        return !(disc.os() + " " + disc.name()).toLowerCase(Locale.ROOT).contains(RESTARTS_BEFORE_THE_END);
    }

    /** Whether it asks for what only a launch from a disc has. */
    boolean needsDisc() {
        return second.isPresent() || outAtReboot.orElse(false);
    }
}
