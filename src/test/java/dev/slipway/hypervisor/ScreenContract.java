package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A way to a running guest's screen. */
public interface ScreenContract extends ContractFixture {
    @Test
    default void opensAScreenWithAPasswordOfItsOwnEachTime() {
        var domain = running();

        var first = host().openScreen(domain, Duration.ofMinutes(1));
        var second = host().openScreen(domain, Duration.ofMinutes(2));

        assertThat(first.hostname()).isNotBlank();
        assertThat(first.password()).hasSizeBetween(6, 8);
        assertThat(second.password()).isNotEqualTo(first.password());
        assertThat(Duration.between(first.validUntil(), second.validUntil()))
                .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(100));
        assertThat(first.toString()).doesNotContain(first.password());
    }

    @Test
    default void hasNoScreenOfWhatIsOff() {
        var domain = defined();

        assertRefused(Kind.WRONG_POWER_STATE, () -> host().openScreen(domain, Duration.ofMinutes(1)));
        assertRefused(Kind.NO_SUCH_DOMAIN, () -> host().openScreen(UUID.randomUUID(), Duration.ofMinutes(1)));
    }
}
