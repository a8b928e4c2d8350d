package dev.slipway.metering;

import dev.slipway.quota.Amounts;
import dev.slipway.quota.Dimension;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** So much of each dimension for so long, exact: amounts (MiB for memory and disk) times microseconds. */
public record Consumption(Map<Dimension, BigInteger> micros) {
    public static final Consumption NONE = new Consumption(Map.of());
    static final long MICROS_PER_HOUR = 3_600_000_000L;
    static final long MIB_PER_GIB = 1024;
    private static final int DIGITS = 3;

    public Consumption {
        micros = Map.copyOf(micros);
    }

    static Consumption of(Amounts amounts, Duration time) {
        BigInteger length = BigInteger.valueOf(time.toMillis()).multiply(BigInteger.valueOf(1000));
        Map<Dimension, BigInteger> micros = new EnumMap<>(Dimension.class);
        for (Dimension d : Dimension.values()) {
            micros.put(d, BigInteger.valueOf(amounts.of(d)).multiply(length));
        }
        return new Consumption(micros);
    }

    public BigInteger micros(Dimension dimension) {
        return micros.getOrDefault(dimension, BigInteger.ZERO);
    }

    /** VM-hours, vCPU-hours or GiB-hours, rounded half up to thousandths: for people; sums are made of the exact ones. */
    public BigDecimal hours(Dimension dimension) {
        long perHour = dimension.unit().isEmpty() ? MICROS_PER_HOUR : MICROS_PER_HOUR * MIB_PER_GIB;
        return new BigDecimal(micros(dimension)).divide(BigDecimal.valueOf(perHour), DIGITS, RoundingMode.HALF_UP);
    }

    boolean isNothing() {
        return micros.values().stream().allMatch(m -> m.signum() == 0);
    }

    public Consumption plus(Consumption other) {
        Map<Dimension, BigInteger> sum = new EnumMap<>(Dimension.class);
        for (Dimension d : Dimension.values()) {
            sum.put(d, micros(d).add(other.micros(d)));
        }
        return new Consumption(sum);
    }

    /** What is counted, such as {@code vCPU-hours} or {@code memory GiB-hours}. */
    public static String words(Dimension dimension) {
        return switch (dimension) {
            case VMS -> "VM-hours";
            case VCPUS -> "vCPU-hours";
            case MEMORY_MIB -> "memory GiB-hours";
            case DISK_MIB -> "disk GiB-hours";
            case RUNNING_VCPUS -> "running vCPU-hours";
            case RUNNING_MEMORY_MIB -> "running memory GiB-hours";
        };
    }
}
