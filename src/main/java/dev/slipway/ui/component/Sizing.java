package dev.slipway.ui.component;

import dev.slipway.kernel.Resources;
import dev.slipway.quota.Dimension;
import java.util.Locale;

/** Amounts in the words of people: GiB where MiB would be a long number. */
public final class Sizing {
    private static final long MIB_PER_GIB = 1024;

    private Sizing() {}

    public static String mib(long mib) {
        if (mib < MIB_PER_GIB) {
            return mib + " MiB";
        }
        double gib = (double) mib / MIB_PER_GIB;
        return mib % MIB_PER_GIB == 0
                ? mib / MIB_PER_GIB + " GiB"
                : String.format(Locale.ROOT, gib < 100 ? "%.1f GiB" : "%.0f GiB", gib);
    }

    public static String bytes(long bytes) {
        return mib(Math.ceilDiv(bytes, MIB_PER_GIB * MIB_PER_GIB));
    }

    public static String vcpus(int vcpus) {
        return vcpus + (vcpus == 1 ? " vCPU" : " vCPUs");
    }

    public static String of(Resources r) {
        return vcpus(r.vcpus()) + " · " + mib(r.memoryMib()) + " · " + mib(r.diskMib()) + " disk";
    }

    public static String of(Dimension dimension, long amount) {
        return dimension.unit().isEmpty() ? Long.toString(amount) : mib(amount);
    }
}
