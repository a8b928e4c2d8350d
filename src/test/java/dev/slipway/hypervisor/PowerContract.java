package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** On and off. */
public interface PowerContract extends ContractFixture {
    @Test
    default void startsOnceHoweverOftenAsked() {
        var domain = defined();

        host().start(domain);
        host().start(domain);

        var seen = host().observe(domain).orElseThrow();
        assertThat(seen.power()).isEqualTo(PowerState.RUNNING);
        assertThat(seen.reason()).isEqualTo(PowerReason.BOOTED);
    }

    @Test
    default void pullsThePlugOnceHoweverOftenAsked() {
        var domain = running();

        host().powerOff(domain);
        host().powerOff(domain);

        var seen = host().observe(domain).orElseThrow();
        assertThat(seen.power()).isEqualTo(PowerState.OFF);
        assertThat(seen.reason()).isEqualTo(PowerReason.POWERED_OFF);
    }

    @Test
    default void asksARunningGuestToStop() {
        var domain = running();

        // A guest that is still in its firmware does not listen yet: asking again is part of the trade.
        await().untilAsserted(() -> {
            host().shutdown(domain);
            assertThat(power(domain)).isEqualTo(PowerState.OFF);
        });

        assertThat(host().observe(domain).orElseThrow().reason()).isEqualTo(PowerReason.GUEST_SHUTDOWN);
        host().shutdown(domain);
    }

    @Test
    default void runsWithWhatItWasStartedWithUntilItsNextStart() {
        var spec = spec();
        var domain = spec.vm().value();
        host().define(spec);
        assertThat(host().runsWith(domain)).isEmpty();
        host().start(domain);
        var before = new RunningSize(spec.vcpus(), spec.memoryMib());
        var larger = new RunningSize(spec.vcpus() + 1, spec.memoryMib() + 64);

        host().define(spec.sized(larger));

        assertThat(host().runsWith(domain)).contains(before);
        assertThat(host().describe(domain).orElseThrow().vcpus()).isEqualTo(larger.vcpus());
        host().powerOff(domain);
        awaitPower(domain, PowerState.OFF);
        assertThat(host().runsWith(domain)).isEmpty();
        host().start(domain);
        assertThat(host().runsWith(domain)).contains(larger);
        assertThat(host().runsWith(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void rebootsWithoutTurningOff() {
        var domain = running();

        host().reboot(domain);

        assertThat(power(domain).isOn()).isTrue();
    }

    @Test
    default void doesNotRebootWhatIsOff() {
        var domain = defined();

        assertRefused(Kind.WRONG_POWER_STATE, () -> host().reboot(domain));
    }

    @Test
    default void resetsWithoutTurningOff() {
        var domain = running();

        host().reset(domain);
        host().reset(domain);

        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
    }

    @Test
    default void pausesAndResumes() {
        var domain = running();

        host().pause(domain);
        host().pause(domain);

        assertThat(power(domain)).isEqualTo(PowerState.PAUSED);
        assertThat(host().observe(domain).orElseThrow().reason()).isEqualTo(PowerReason.PAUSED_BY_REQUEST);

        host().resume(domain);
        host().resume(domain);

        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
    }

    @Test
    default void doesNothingOfThatToWhatIsOff() {
        var domain = defined();

        assertRefused(Kind.WRONG_POWER_STATE, () -> host().reset(domain));
        assertRefused(Kind.WRONG_POWER_STATE, () -> host().pause(domain));
        assertRefused(Kind.WRONG_POWER_STATE, () -> host().resume(domain));
    }

    @Test
    default void doesNotUndefineWhatRuns() {
        var domain = running();

        assertRefused(Kind.WRONG_POWER_STATE, () -> host().undefine(domain));

        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
    }

    @Test
    default void redefinesARunningDomainWithoutStoppingIt() {
        var spec = spec();
        var domain = spec.vm().value();
        host().define(spec);
        host().start(domain);

        host().define(spec);

        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
    }

    @Test
    default void hasNoAddressesOfAGuestThatIsOff() {
        assertThat(host().addresses(defined())).isEmpty();
    }
}
