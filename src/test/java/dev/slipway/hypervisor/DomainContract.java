package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Definitions, and what is seen of them. */
public interface DomainContract extends ContractFixture {
    @Test
    default void definesADomainThatIsOff() {
        var spec = spec();

        host().define(spec);

        var seen = host().observe(spec.vm().value()).orElseThrow();
        assertThat(seen.name()).isEqualTo(spec.name());
        assertThat(seen.power()).isEqualTo(PowerState.OFF);
        assertThat(host().observeAll()).contains(seen);
    }

    @Test
    default void definesTwiceAsOnce() {
        var spec = spec();

        host().define(spec);
        host().define(spec);

        assertThat(host().observeAll())
                .filteredOn(seen -> seen.name().equals(spec.name()))
                .singleElement()
                .satisfies(seen -> assertThat(seen.domain()).isEqualTo(spec.vm().value()));
    }

    @Test
    default void refusesADiskThatIsNotThere() {
        assertRefused(Kind.NO_SUCH_VOLUME, () -> host().define(spec(fresh("disk"))));
    }

    @Test
    default void undefinesOnceAndForAll() {
        var domain = defined();

        host().undefine(domain);
        host().undefine(domain);

        assertThat(host().observe(domain)).isEmpty();
    }

    @Test
    default void describesWhatADomainIsMadeOf() {
        var spec = spec();
        host().define(spec);

        var now = host().describe(spec.vm().value()).orElseThrow();

        assertThat(now.name()).isEqualTo(spec.name());
        assertThat(now.vcpus()).isEqualTo(spec.vcpus());
        assertThat(now.memoryMib()).isEqualTo(spec.memoryMib());
        assertThat(now.disks()).singleElement().satisfies(disk -> {
            assertThat(disk.volume()).hasValue(spec.disk());
            assertThat(disk.capacityMib()).isEqualTo(64);
        });
        assertThat(now.obstacles()).isEmpty();
        assertThat(host().describe(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void bringsBackWhatWasDescribed() {
        var spec = spec();
        host().define(spec);
        var domain = spec.vm().value();
        var before = host().describe(domain).orElseThrow();
        host().undefine(domain);

        host().redefine(domain, before.definition());
        host().redefine(domain, before.definition());
        host().lockScreen(domain);
        host().lockScreen(domain);

        var after = host().describe(domain).orElseThrow();
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.disks()).isEqualTo(before.disks());
        assertThat(power(domain)).isEqualTo(PowerState.OFF);
    }

    @Test
    default void keepsTheNameThatADomainHas() {
        var spec = spec();
        host().define(spec);

        host().define(spec.named(PREFIX + "another"));

        assertThat(host().observe(spec.vm().value()).orElseThrow().name()).isEqualTo(spec.name());
    }

    @Test
    default void observesNothingOfAnUnknownDomain() {
        assertThat(host().observe(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void refusesVerbsOnAnUnknownDomain() {
        var unknown = UUID.randomUUID();

        assertRefused(Kind.NO_SUCH_DOMAIN, () -> host().start(unknown));
        assertRefused(Kind.NO_SUCH_DOMAIN, () -> host().shutdown(unknown));
        assertRefused(Kind.NO_SUCH_DOMAIN, () -> host().reboot(unknown));
        assertRefused(Kind.NO_SUCH_DOMAIN, () -> host().addresses(unknown));
        host().powerOff(unknown);
        host().undefine(unknown);
    }
}
