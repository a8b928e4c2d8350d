package dev.slipway.audit;

import dev.slipway.kernel.InvalidRequest;
import java.util.regex.Pattern;

/** A point that the chain went through: its so-many-th entry had this hash. Written as {@code 1234:5d41…}. */
public record ChainAnchor(long entries, String hash) {
    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,17}):([0-9a-f]{64})");

    public static ChainAnchor parse(String text) {
        var matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InvalidRequest(
                    "anchor", "anchor", "An anchor is a number of entries and a hash, such as 1234:5d41… (64 digits).");
        }
        return new ChainAnchor(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    @Override
    public String toString() {
        return entries + ":" + hash;
    }
}
