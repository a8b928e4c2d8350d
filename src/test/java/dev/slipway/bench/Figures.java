package dev.slipway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Times taken by several threads, and how they are told. */
final class Figures {
    private static final double MILLI = 1e6;
    /** Of {@code /proc/PID/stat}, on every Linux that this runs on. */
    private static final double TICKS_A_SECOND = 100;

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long ns) {
        nanos.add(ns);
    }

    int count() {
        return nanos.size();
    }

    double millis(double quantile) {
        long[] sorted = nanos.stream().mapToLong(n -> n).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, sorted.length * quantile)] / MILLI;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, of %d",
                millis(0.5),
                millis(0.95),
                millis(0.99),
                count());
    }

    static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }

    /** Of the whole machine, last minute: who reads the figures should know whether others were at work. */
    static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return String.format(
                Locale.ROOT,
                "load %.1f on %d processors",
                load,
                Runtime.getRuntime().availableProcessors());
    }

    /** Processor time of this process, in seconds. */
    static double ownSeconds() {
        return seconds(ProcessHandle.current().pid());
    }

    /** Processor time of the database that this process has started, in seconds. */
    static double databaseSeconds() {
        return ProcessHandle.current()
                .descendants()
                .filter(p -> p.info().command().orElse("").contains("mariadbd"))
                .mapToDouble(p -> seconds(p.pid()))
                .sum();
    }

    private static double seconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Arrays.stream(fields, 11, 13).mapToLong(Long::parseLong).sum() / TICKS_A_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
