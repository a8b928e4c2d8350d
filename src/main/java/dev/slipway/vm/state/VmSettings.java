package dev.slipway.vm.state;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.operation.StepContext;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param shutdownPatience how long a guest may take to turn itself off when asked
 * @param moves how VMs go from host to host
 * @param restarts how VMs are started again after a failure
 * @param recycleBin how long what is deleted can be restored; 0 = not at all, it is deleted for good at once
 */
@ConfigurationProperties("slipway.vm")
public record VmSettings(
        @DefaultValue("90s") Duration shutdownPatience,
        @DefaultValue Moves moves,
        @DefaultValue Restarts restarts,
        @DefaultValue("7d") Duration recycleBin) {
    public VmSettings {
        if (recycleBin.isNegative()) {
            throw new IllegalArgumentException("slipway.vm.recycle-bin must not be negative");
        }
    }

    /**
     * How VMs are started again that went off without anybody wanting that.
     *
     * @param first how long after the first failure; each further one in a row waits twice as long
     * @param longest the most that it waits
     * @param most how often in a row
     * @param calm after how long a run a failure counts as the first
     * @param refused how long until it is tried again after a refusal, such as of quota
     */
    public record Restarts(
            @DefaultValue("10s") Duration first,
            @DefaultValue("15m") Duration longest,
            @DefaultValue("5") int most,
            @DefaultValue("1h") Duration calm,
            @DefaultValue("30s") Duration refused) {
        private static final int DOUBLINGS = 30;

        /** @param tries how often it was started again before */
        public Duration wait(int tries) {
            var wait = first.multipliedBy(1L << Math.min(tries, DOUBLINGS));
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    /**
     * @param mibPerSecond the most that one VM on its way sends, unless its move says otherwise; absent = as fast as it goes
     * @param atOnce how many VMs leave a host at once that is being emptied
     */
    public record Moves(
            @Nullable Long mibPerSecond, @DefaultValue("2") int atOnce) {
        private static final String ARGUMENT = "mib-per-second";
        private static final long MOST = 1_000_000;

        /** For the operation to carry. @throws InvalidRequest if it is no sensible limit */
        public static Map<String, String> arguments(OptionalLong wanted) {
            if (wanted.isEmpty()) {
                return Map.of();
            }
            if (wanted.getAsLong() < 1 || wanted.getAsLong() > MOST) {
                throw new InvalidRequest(
                        "move-limit",
                        "mibPerSecond",
                        "A limit is 1 to " + MOST + " MiB a second. Leave it empty for what the settings say.");
            }
            return Map.of(ARGUMENT, Long.toString(wanted.getAsLong()));
        }

        /** What was asked for with this move, or else what is set for all. */
        public OptionalLong limit(StepContext context) {
            var asked = context.arguments().get(ARGUMENT);
            if (asked != null) {
                return OptionalLong.of(Long.parseLong(asked));
            }
            return mibPerSecond == null ? OptionalLong.empty() : OptionalLong.of(mibPerSecond);
        }
    }
}
