package dev.slipway.api;

import dev.slipway.quota.Dimension;
import dev.slipway.quota.EffectiveRoom;
import dev.slipway.quota.Level;
import dev.slipway.quota.LevelView;
import dev.slipway.quota.LimitLine;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Limits as JSON. */
final class LimitBodies {
    private LimitBodies() {}

    /** All limits of one level: absent = unlimited, 0 = none. Memory and disk in MiB. */
    record LimitsBody(
            @Nullable Long vms,
            @Nullable Long vcpus,
            @Nullable Long memoryMib,
            @Nullable Long diskMib,
            @Nullable Long runningVcpus,
            @Nullable Long runningMemoryMib) {
        static LimitsBody of(Map<Dimension, OptionalLong> limits) {
            return new LimitsBody(
                    value(limits, Dimension.VMS),
                    value(limits, Dimension.VCPUS),
                    value(limits, Dimension.MEMORY_MIB),
                    value(limits, Dimension.DISK_MIB),
                    value(limits, Dimension.RUNNING_VCPUS),
                    value(limits, Dimension.RUNNING_MEMORY_MIB));
        }

        Map<Dimension, OptionalLong> limits() {
            Map<Dimension, OptionalLong> limits = new EnumMap<>(Dimension.class);
            for (Dimension d : Dimension.values()) {
                Long value = value(d);
                limits.put(d, value == null ? OptionalLong.empty() : OptionalLong.of(value));
            }
            return limits;
        }

        private @Nullable Long value(Dimension dimension) {
            return switch (dimension) {
                case VMS -> vms;
                case VCPUS -> vcpus;
                case MEMORY_MIB -> memoryMib;
                case DISK_MIB -> diskMib;
                case RUNNING_VCPUS -> runningVcpus;
                case RUNNING_MEMORY_MIB -> runningMemoryMib;
            };
        }

        private static @Nullable Long value(Map<Dimension, OptionalLong> limits, Dimension dimension) {
            return nullable(limits.getOrDefault(dimension, OptionalLong.empty()));
        }
    }

    /**
     * @param limit what counts now, absent = unlimited; @param set what was set, without what is granted for a time;
     *     @param over by how much usage is above the limit; @param room what may still be used here
     */
    record LimitLineBody(
            Dimension dimension,
            long used,
            @Nullable Long limit,
            @Nullable Long set,
            long granted,
            long over,
            @Nullable Long room) {
        static LimitLineBody of(LimitLine l) {
            return new LimitLineBody(
                    l.dimension(),
                    l.used(),
                    nullable(l.limit()),
                    nullable(l.set()),
                    l.granted(),
                    l.over(),
                    l.limit().isPresent() ? Math.max(0, l.limit().getAsLong() - l.used()) : null);
        }
    }

    /** @param refusal why who asks may not set these limits; absent if they may */
    record LevelBody(
            Level level,
            String id,
            String name,
            List<LimitLineBody> lines,
            @Nullable String refusal) {
        static LevelBody of(LevelView v) {
            return new LevelBody(
                    v.level(),
                    v.id().toString(),
                    v.name(),
                    v.lines().stream().map(LimitLineBody::of).toList(),
                    v.refusal().orElse(null));
        }
    }

    /** @param room absent = unlimited; @param limitedBy the level that leaves least, absent if nothing limits it */
    record RoomBody(
            Dimension dimension,
            @Nullable Long room,
            @Nullable Level limitedBy,
            @Nullable String limitedByName,
            String sentence) {
        static RoomBody of(EffectiveRoom r) {
            return new RoomBody(
                    r.dimension(),
                    nullable(r.room()),
                    r.limitedBy().map(l -> l.level()).orElse(null),
                    r.limitedBy().map(l -> l.levelName()).orElse(null),
                    r.sentence());
        }
    }

    static @Nullable Long nullable(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
