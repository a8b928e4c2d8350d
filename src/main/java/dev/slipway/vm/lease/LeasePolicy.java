package dev.slipway.vm.lease;

import dev.slipway.kernel.InvalidRequest;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How long the VMs of a tenant may stay.
 *
 * @param longestDays from a launch or an extension on, 1 to 3650
 * @param extensions how often their people may extend it, 0 to 1000; empty for as often as they like
 * @param mostDays all in all, by their people's extensions; empty for as long as they like
 * @param graceDays how long they stay turned off once it is over, before they go to the recycle bin, 1 to 365
 */
public record LeasePolicy(int longestDays, OptionalInt extensions, OptionalInt mostDays, int graceDays) {
    private static final int LONGEST = 3650;
    private static final int MOST_EXTENSIONS = 1000;
    private static final int MOST = 36_500;
    private static final int LONGEST_GRACE = 365;

    /** @throws InvalidRequest naming the field that is wrong */
    public LeasePolicy {
        requireWithin("longestDays", longestDays, 1, LONGEST, "A lease lasts 1 to " + LONGEST + " days.");
        extensions.ifPresent(n -> requireWithin(
                "extensions", n, 0, MOST_EXTENSIONS, "Give 0 to " + MOST_EXTENSIONS + " extensions, or leave it out."));
        mostDays.ifPresent(n -> requireWithin(
                "mostDays",
                n,
                longestDays,
                MOST,
                "All in all, a VM stays at least as long as one lease lasts and at most " + MOST
                        + " days, or as long as anybody likes: leave it out then."));
        requireWithin("graceDays", graceDays, 1, LONGEST_GRACE, "Give 1 to " + LONGEST_GRACE + " days of grace.");
    }

    private static void requireWithin(String field, int said, int least, int most, String sentence) {
        if (said < least || said > most) {
            throw new InvalidRequest("lease-policy", field, sentence);
        }
    }

    Duration longest() {
        return Duration.ofDays(longestDays);
    }

    Duration grace() {
        return Duration.ofDays(graceDays);
    }

    public String words() {
        return "A VM stays " + days(longestDays) + "; its people may extend that "
                + (extensions.isEmpty() ? "as often as they like" : times(extensions.getAsInt()))
                + (mostDays.isEmpty() ? "" : ", to at most " + days(mostDays.getAsInt()) + " all in all")
                + ". Once that is over it is turned off, and " + days(graceDays) + " later it goes to the recycle bin.";
    }

    private static String days(int days) {
        return days == 1 ? "1 day" : days + " days";
    }

    private static String times(int times) {
        return switch (times) {
            case 0 -> "never";
            case 1 -> "once";
            default -> times + " times";
        };
    }
}
