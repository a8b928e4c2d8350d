package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What guests say on their serial line. */
public interface SerialContract extends ContractFixture {
    /** More than a test's guest says in a few starts. */
    int MUCH = 1 << 20;

    @Test
    default void keepsWhatGuestsSayFromOneStartToTheNext() {
        var domain = defined();
        assertThat(said(domain)).isZero();

        host().start(domain);
        awaitMoreThan(domain, 0);
        host().powerOff(domain);
        awaitPower(domain, PowerState.OFF);
        var first = host().serialOutput(domain, 0, MUCH).orElseThrow();
        assertThat(first.bytes()).hasSize((int) first.size());
        host().start(domain);
        awaitMoreThan(domain, first.size());

        var last = host().serialOutput(domain, -5, 3).orElseThrow();
        assertThat(last.bytes()).hasSize(3);
        assertThat(last.from()).isEqualTo(last.size() - 5);
        assertThat(host().serialOutput(domain, first.size(), MUCH).orElseThrow().from())
                .isEqualTo(first.size());
        var beyond = host().serialOutput(domain, MUCH, MUCH).orElseThrow();
        assertThat(beyond.bytes()).isEmpty();
        assertThat(beyond.from()).isEqualTo(beyond.size());
    }

    @Test
    default void forgetsWhatAGuestSaidWithItsDefinition() {
        var spec = spec();
        var domain = spec.vm().value();
        host().define(spec);
        host().start(domain);
        awaitMoreThan(domain, 0);
        host().powerOff(domain);
        awaitPower(domain, PowerState.OFF);

        host().undefine(domain);

        assertThat(host().serialOutput(domain, 0, MUCH)).isEmpty();
        assertThat(host().volumes(pool()))
                .noneMatch(volume -> volume.ref().name().contains(domain.toString()));
        host().define(spec);
        assertThat(said(domain)).isZero();
        assertThat(host().serialOutput(UUID.randomUUID(), 0, MUCH)).isEmpty();
    }

    @Test
    default void keepsOnlySoMuchOfAGuestThatNeverStopsTalking() {
        var domain = running();
        awaitMoreThan(domain, 20);

        host().boundSerialOutput(MUCH, 8);
        assertThat(said(domain)).isGreaterThan(20);
        host().boundSerialOutput(20, 8);

        assertThat(said(domain)).isBetween(8L, 9L);
        host().reset(domain);
        awaitMoreThan(domain, 9);
    }

    @Test
    default void carriesALineBothWaysUntilTheGuestIsOff() {
        var domain = running();
        try (var console = host().openSerialConsole(domain)) {
            console.write(new byte[] {'x', '\r'});
            host().reset(domain);

            awaitWords(console);
            host().powerOff(domain);

            await().untilAsserted(() ->
                    assertThat(console.read(Duration.ofMillis(100))).isEmpty());
            console.write(new byte[] {'x'});
        }
        assertRefused(Kind.WRONG_POWER_STATE, () -> host().openSerialConsole(domain));
        assertRefused(Kind.NO_SUCH_DOMAIN, () -> host().openSerialConsole(UUID.randomUUID()));
    }

    @Test
    default void hasOneAtALineTheLastWhoCame() {
        var domain = running();
        try (var first = host().openSerialConsole(domain);
                var second = host().openSerialConsole(domain)) {
            await().untilAsserted(
                            () -> assertThat(first.read(Duration.ofMillis(100))).isEmpty());
            host().reset(domain);
            awaitWords(second);
            second.close();
            assertThat(second.read(Duration.ofSeconds(5))).isEmpty();
        }
        awaitMoreThan(domain, 0);
    }

    private void awaitWords(SerialConsole console) {
        await().untilAsserted(() -> assertThat(console.read(Duration.ofMillis(100)))
                .hasValueSatisfying(said -> assertThat(said).isNotEmpty()));
    }

    /** At most one byte is there before anything was said. */
    private long said(UUID domain) {
        var size = host().serialOutput(domain, 0, MUCH).orElseThrow().size();
        return size == 1 ? 0 : size;
    }

    private void awaitMoreThan(UUID domain, long bytes) {
        await().untilAsserted(() -> assertThat(said(domain)).isGreaterThan(bytes));
    }
}
