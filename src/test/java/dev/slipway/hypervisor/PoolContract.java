package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Storage pools: made, seen, started, forgotten. */
public interface PoolContract extends ContractFixture {
    @Test
    default void makesAPoolOnceAndForgetsIt() {
        var spec = directory();

        host().createPool(spec);
        host().createPool(spec);
        host().refreshPool(spec.name());

        assertThat(state(spec.name())).hasValueSatisfying(pool -> {
            assertThat(pool.type()).isEqualTo("dir");
            assertThat(pool.path()).isEqualTo(spec.path());
            assertThat(pool.active()).isTrue();
            assertThat(pool.capacityMib()).isPositive();
        });
        host().startPool(spec.name());
        host().removePool(spec.name());
        host().removePool(spec.name());
        assertThat(state(spec.name())).isEmpty();
        assertRefused(Kind.NO_SUCH_POOL, () -> host().startPool(spec.name()));
    }

    @Test
    default void refusesAnotherPoolOfThatName() {
        var spec = directory();
        host().createPool(spec);

        assertRefused(
                Kind.REFUSED, () -> host().createPool(new PoolSpec.Directory(spec.name(), spec.path() + "-other")));

        host().removePool(spec.name());
    }

    private Optional<PoolState> state(String name) {
        return host().pools().stream().filter(p -> p.name().equals(name)).findFirst();
    }

    private static PoolSpec directory() {
        var name = PREFIX + UUID.randomUUID();
        return new PoolSpec.Directory(name, "/var/lib/libvirt/" + name);
    }
}
