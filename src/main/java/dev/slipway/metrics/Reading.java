package dev.slipway.metrics;

import dev.slipway.hypervisor.HostUsage;
import dev.slipway.hypervisor.HostUsage.GuestUsage;
import dev.slipway.metrics.MetricSample.Used;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counters at one moment. */
record Reading(
        Instant at,
        Duration cpu,
        long memoryMib,
        long readBytes,
        long writtenBytes,
        long receivedBytes,
        long sentBytes) {

    static Reading of(Instant at, GuestUsage guest) {
        return new Reading(
                at,
                guest.cpu(),
                guest.memoryMib(),
                guest.readBytes(),
                guest.writtenBytes(),
                guest.receivedBytes(),
                guest.sentBytes());
    }

    /** Of the machine itself: hosts do not tell what of their disks and cards is not their guests'. */
    static Reading of(Instant at, HostUsage host) {
        return new Reading(at, host.cpu(), host.memoryMib(), 0, 0, 0, 0);
    }

    /** What was used since then; empty if a counter went back, so that it began anew somewhere in between. */
    Optional<Used> since(Reading earlier) {
        var seconds = Duration.between(earlier.at, at).toNanos() / 1e9;
        var cpuNanos = cpu.minus(earlier.cpu).toNanos();
        var read = readBytes - earlier.readBytes;
        var written = writtenBytes - earlier.writtenBytes;
        var received = receivedBytes - earlier.receivedBytes;
        var sent = sentBytes - earlier.sentBytes;
        if (seconds <= 0 || cpuNanos < 0 || read < 0 || written < 0 || received < 0 || sent < 0) {
            return Optional.empty();
        }
        return Optional.of(new Used(
                (int) Math.round(cpuNanos / 1e6 / seconds),
                memoryMib,
                Math.round(read / seconds),
                Math.round(written / seconds),
                Math.round(received / seconds),
                Math.round(sent / seconds)));
    }
}
