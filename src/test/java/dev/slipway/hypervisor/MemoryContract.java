package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Domains that are off with their memory kept. */
public interface MemoryContract extends ContractFixture {
    @Test
    default void keepsTheMemoryOfADomainAndGoesOnWithWhatItHad() {
        var spec = spec();
        var domain = spec.vm().value();
        host().define(spec);
        host().start(domain);
        var before = host().runsWith(domain).orElseThrow();
        assertThat(host().roomForMemoryMib())
                .hasValueSatisfying(room -> assertThat(room).isPositive());

        host().hibernate(domain);
        host().hibernate(domain);

        assertThat(power(domain)).isEqualTo(PowerState.HIBERNATED);
        assertThat(observedAmongAll(domain)).isEqualTo(PowerState.HIBERNATED);
        // Neither pulling its plug nor another definition touches what is kept.
        host().powerOff(domain);
        host().define(spec.sized(new RunningSize(2, 256)));
        assertThat(power(domain)).isEqualTo(PowerState.HIBERNATED);
        assertThat(host().pools()).noneMatch(pool -> pool.name().contains("look"));

        host().start(domain);
        host().start(domain);

        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
        assertThat(host().runsWith(domain)).contains(before);
        host().powerOff(domain);
        awaitPower(domain, PowerState.OFF);
        assertThat(observedAmongAll(domain)).isEqualTo(PowerState.OFF);
    }

    @Test
    default void throwsMemoryAwayAloneAndWithItsDomain() {
        var spec = spec();
        var domain = spec.vm().value();
        host().define(spec);
        assertRefused(Kind.WRONG_POWER_STATE, () -> host().hibernate(domain));
        assertRefused(Kind.NO_SUCH_DOMAIN, () -> host().hibernate(UUID.randomUUID()));
        host().start(domain);
        host().hibernate(domain);

        host().forgetMemory(domain);
        host().forgetMemory(domain);
        host().forgetMemory(UUID.randomUUID());

        assertThat(power(domain)).isEqualTo(PowerState.OFF);
        assertThat(observedAmongAll(domain)).isEqualTo(PowerState.OFF);
        host().start(domain);
        host().hibernate(domain);
        host().undefine(domain);
        host().define(spec);
        assertThat(power(domain)).isEqualTo(PowerState.OFF);
    }

    private PowerState observedAmongAll(UUID domain) {
        return host().observeAll().stream()
                .filter(seen -> seen.domain().equals(domain))
                .map(DomainObservation::power)
                .findFirst()
                .orElseThrow();
    }
}
