package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was used, where guests really use something. */
public interface UsageContract extends ContractFixture {
    @Test
    default void saysWhatTheHostAndItsGuestsHaveUsed() {
        var off = defined();
        var on = running();

        var first = host().usage();

        assertThat(first.memoryMib()).isNotNegative();
        assertThat(first.guests()).noneMatch(guest -> guest.domain().equals(off));
        var before = used(first, on);
        await().untilAsserted(() -> assertThat(used(host().usage(), on).cpu()).isGreaterThan(before.cpu()));
        var after = used(host().usage(), on);
        assertThat(after.readBytes()).isGreaterThanOrEqualTo(before.readBytes());
        assertThat(after.receivedBytes()).isGreaterThanOrEqualTo(before.receivedBytes());
    }

    @Test
    default void saysForHowLongItHasBeenOn() {
        var first = host().upFor();
        assertThat(first).isPositive();
        await().until(() -> host().upFor().compareTo(first) > 0);
    }

    private static HostUsage.GuestUsage used(HostUsage usage, UUID domain) {
        return usage.guests().stream()
                .filter(guest -> guest.domain().equals(domain))
                .findAny()
                .orElseThrow();
    }
}
