package dev.slipway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPlanTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "192.168.10.0/24, 192.168.10.0/24",
        "192.0.2.4/30, 192.0.2.4/30",
        "FD00:0:0:1::/64, fd00:0:0:1::/64",
        "2001:db8:0:0:1:0:0:0/80, 2001:db8:0:0:1::/80",
        "fd00::/48, fd00::/48"
    })
    void readsSubnetsInOneWay(String given, String written) {
        assertThat(Cidr.parse(given, "cidr")).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.168.10.0",
                "192.168.10.7/24",
                "192.168.10.0/31",
                "10.0.0.0/7",
                "192.168.010.0/24",
                "192.168.10/24",
                "1.2.3.4.5/24",
                "256.1.1.0/24",
                "localhost/24",
                "fd00::/127",
                "fd00::/32",
                "fe80::1%eth0/64",
                "192.168.10.0/-24",
                "192.168.10.0/24/24",
                "::ffff:192.168.10.0/120"
            })
    void refusesWhatIsNoSubnetOrMeansAnother(String given) {
        assertThatThrownBy(() -> Cidr.parse(given, "cidr"))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("cidr"));
    }

    @Test
    void givesOutAllButWhatIsTheSubnetsOwn() {
        assertThat(plan("192.0.2.0/29", "192.0.2.1", "").ranges()).hasToString("[192.0.2.2-192.0.2.6]");
        assertThat(plan("192.0.2.0/29", "192.0.2.6", "").ranges()).hasToString("[192.0.2.1-192.0.2.5]");
        assertThat(plan("192.0.2.0/29", "192.0.2.3", "").ranges())
                .hasToString("[192.0.2.1-192.0.2.2, 192.0.2.4-192.0.2.6]");
        assertThat(plan("192.0.2.0/29", null, "").size()).isEqualTo(BigInteger.valueOf(6));
        assertThat(plan("fd00::/64", "fd00::1", "").ranges()).hasToString("[fd00::2-fd00::ffff:ffff:ffff:ffff]");
    }

    @Test
    void countsAndDrawsOutOfTheRangesOnly() {
        var plan = plan("192.0.2.0/24", "192.0.2.1", "192.0.2.200, 192.0.2.10-192.0.2.12 192.0.2.99 - 192.0.2.100");

        assertThat(AddressRange.write(plan.ranges()))
                .isEqualTo("192.0.2.10-192.0.2.12, 192.0.2.99-192.0.2.100, 192.0.2.200");
        assertThat(plan.size()).isEqualTo(BigInteger.valueOf(6));
        assertThat(plan.at(BigInteger.valueOf(5))).hasToString("192.0.2.200");
        var random = new Random(7);
        for (int i = 0; i < 100; i++) {
            assertThat(plan.gives(plan.any(random))).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.0/24 | 192.0.3.1 |          |                             | gateway",
                "192.0.2.0/24 | fd00::1   |          |                             | gateway",
                "192.0.2.0/24 | 192.0.2.1 | a.b      |                             | dns",
                "192.0.2.0/24 | 192.0.2.1 |          | 192.0.2.1-192.0.2.9         | ranges",
                "192.0.2.0/24 | 192.0.2.1 |          | 192.0.2.9-192.0.2.5         | ranges",
                "192.0.2.0/24 | 192.0.2.1 |          | 192.0.2.5-192.0.3.9         | ranges",
                "192.0.2.0/24 | 192.0.2.1 |          | 192.0.2.250-192.0.2.255     | ranges",
                "192.0.2.0/24 | 192.0.2.1 |          | 192.0.2.5-9                 | ranges",
                "192.0.2.0/24 | 192.0.2.1 |          | 192.0.2.5-192.0.2.9, 192.0.2.9 | ranges",
                "192.0.2.0/24 | 192.0.2.1 |          | fd00::1-fd00::5             | ranges"
            })
    void refusesWhatCannotBeUsed(String cidr, String gateway, String dns, String ranges, String field) {
        assertThatThrownBy(() -> new PoolDraft(
                        cidr, Optional.ofNullable(gateway), dns == null ? "" : dns, ranges == null ? "" : ranges))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    private static AddressPlan plan(String cidr, String gateway, String ranges) {
        return new PoolDraft(cidr, Optional.ofNullable(gateway), "", ranges).plan();
    }
}
