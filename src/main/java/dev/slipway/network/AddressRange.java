package dev.slipway.network;

import dev.slipway.kernel.InvalidRequest;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** From an address to another, both included. */
record AddressRange(IpAddress first, IpAddress last) {
    private static final int MOST = 20;
    private static final String FIELD = "ranges";

    /** @param text such as {@code 10.0.0.10-10.0.0.99, 10.0.0.120} */
    static List<AddressRange> parse(String text) {
        var ranges = Arrays.stream(text.replaceAll("\\s*-\\s*", "-").split("[,\\s]+"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(AddressRange::one)
                .sorted((a, b) -> a.first.compareTo(b.first))
                .toList();
        if (ranges.size() > MOST) {
            throw new InvalidRequest("ranges", FIELD, "A pool has at most " + MOST + " ranges.");
        }
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i - 1).last.compareTo(ranges.get(i).first) >= 0) {
                throw new InvalidRequest(
                        "ranges", FIELD, "The ranges " + ranges.get(i - 1) + " and " + ranges.get(i) + " overlap.");
            }
        }
        return ranges;
    }

    private static AddressRange one(String text) {
        var parts = text.split("-", -1);
        var first = IpAddress.parse(parts[0], FIELD);
        var last = parts.length == 1 ? first : IpAddress.parse(parts[1], FIELD);
        if (parts.length > 2 || first.bits() != last.bits() || first.compareTo(last) > 0) {
            throw new InvalidRequest(
                    "ranges",
                    FIELD,
                    "A range is written like 192.168.10.10-192.168.10.99, lowest first; not " + text + ".");
        }
        return new AddressRange(first, last);
    }

    static String write(List<AddressRange> ranges) {
        return ranges.stream().map(AddressRange::toString).collect(Collectors.joining(", "));
    }

    BigInteger size() {
        return last.value().subtract(first.value()).add(BigInteger.ONE);
    }

    boolean contains(IpAddress address) {
        return address.bits() == first.bits() && address.compareTo(first) >= 0 && address.compareTo(last) <= 0;
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + "-" + last;
    }
}
