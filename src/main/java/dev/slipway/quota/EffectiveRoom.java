package dev.slipway.quota;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much of a dimension may still be used on a whole path: what the level with the least room leaves.
 *
 * @param room empty = unlimited; never negative
 * @param limitedBy the line that leaves least; empty = nothing limits it
 */
public record EffectiveRoom(Dimension dimension, OptionalLong room, Optional<QuotaLine> limitedBy) {
    /** By dimension. @param lines of one path */
    public static List<EffectiveRoom> of(List<QuotaLine> lines) {
        List<EffectiveRoom> rooms = new ArrayList<>();
        for (Dimension d : Dimension.values()) {
            Optional<QuotaLine> least = lines.stream()
                    .filter(l -> l.dimension() == d && l.limit().isPresent())
                    .min(Comparator.comparingLong((QuotaLine l) -> l.room().orElseThrow())
                            .thenComparing(QuotaLine::level));
            rooms.add(new EffectiveRoom(d, least.map(QuotaLine::room).orElse(OptionalLong.empty()), least));
        }
        return rooms;
    }

    /** Such as {@code You may still use 6 vCPUs: limited by project web.} */
    public String sentence() {
        if (limitedBy.isEmpty()) {
            return "Nothing limits your " + dimension.words() + ".";
        }
        String by = ": limited by " + limiter(limitedBy.get()) + ".";
        long left = room.orElseThrow();
        return left == 0
                ? "You may use no more " + dimension.words() + by
                : "You may still use " + dimension.show(left) + by;
    }

    private static String limiter(QuotaLine line) {
        return line.level() == Level.MEMBER ? "your own share" : line.words();
    }
}
