package dev.slipway.notice;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How a person is told of each kind.
 *
 * @param chosen what is not in here, they are told as usual
 */
public record Preferences(Map<NoticeKind, Set<Way>> chosen) {
    static final Preferences USUAL = new Preferences(Map.of());

    public Preferences {
        Map<NoticeKind, Set<Way>> all = new EnumMap<>(NoticeKind.class);
        for (NoticeKind kind : NoticeKind.values()) {
            all.put(kind, Set.copyOf(chosen.getOrDefault(kind, kind.usual())));
        }
        chosen = Map.copyOf(all);
    }

    public Set<Way> ways(NoticeKind kind) {
        return chosen.getOrDefault(kind, Set.of());
    }

    /** The same, but for that kind and way. */
    public Preferences with(NoticeKind kind, Way way, boolean wanted) {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        ways.addAll(ways(kind));
        if (wanted) {
            ways.add(way);
        } else {
            ways.remove(way);
        }
        Map<NoticeKind, Set<Way>> all = new EnumMap<>(chosen);
        all.put(kind, ways);
        return new Preferences(all);
    }
}
