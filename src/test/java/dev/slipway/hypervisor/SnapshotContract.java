package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is kept of a domain, and going back to it. */
public interface SnapshotContract extends ContractFixture {
    @Test
    default void keepsWhatIsOffAndGoesBackToIt() {
        var spec = spec();
        host().define(spec);
        var domain = spec.vm().value();
        var snapshot = new DomainSnapshot(UUID.randomUUID(), false, spec.disk());
        host().takeSnapshot(domain, snapshot);
        host().takeSnapshot(domain, snapshot);
        assertThat(power(domain)).isEqualTo(PowerState.OFF);
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);

        host().revertTo(domain, snapshot.id(), true);
        host().revertTo(domain, snapshot.id(), false);

        awaitPower(domain, PowerState.OFF);
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);
    }

    @Test
    default void keepsWhatRunsAndGoesOnFromThere() {
        var spec = spec();
        host().define(spec);
        var domain = spec.vm().value();
        var snapshot = new DomainSnapshot(UUID.randomUUID(), true, spec.disk());
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);
        host().takeSnapshot(domain, snapshot);
        host().takeSnapshot(domain, snapshot);
        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);

        host().revertTo(domain, snapshot.id(), true);
        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
        host().powerOff(domain);
        awaitPower(domain, PowerState.OFF);
        host().revertTo(domain, snapshot.id(), true);
        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
        host().revertTo(domain, snapshot.id(), false);
        awaitPower(domain, PowerState.OFF);
    }

    @Test
    default void deletesOneAndLeavesThoseAfterIt() {
        var spec = spec();
        host().define(spec);
        var domain = spec.vm().value();
        var first = new DomainSnapshot(UUID.randomUUID(), false, spec.disk());
        var second = new DomainSnapshot(UUID.randomUUID(), false, spec.disk());
        host().takeSnapshot(domain, first);
        host().takeSnapshot(domain, second);

        host().deleteSnapshot(domain, first.id());
        host().deleteSnapshot(domain, first.id());

        assertRefused(Kind.NO_SUCH_SNAPSHOT, () -> host().revertTo(domain, first.id(), true));
        host().revertTo(domain, second.id(), true);
        host().deleteSnapshot(UUID.randomUUID(), second.id());
    }

    @Test
    default void keepsNothingOfWhatIsNotAsItIsToBeKept() {
        var spec = spec();
        host().define(spec);
        var domain = spec.vm().value();
        var running = new DomainSnapshot(UUID.randomUUID(), true, spec.disk());

        assertRefused(Kind.WRONG_POWER_STATE, () -> host().takeSnapshot(domain, running));
        assertRefused(Kind.NO_SUCH_DOMAIN, () -> host().takeSnapshot(UUID.randomUUID(), running));
        assertRefused(Kind.NO_SUCH_SNAPSHOT, () -> host().revertTo(domain, running.id(), true));
        var other = new DomainSnapshot(UUID.randomUUID(), false, spec().disk());
        assertRefused(Kind.NO_SUCH_VOLUME, () -> host().takeSnapshot(domain, other));
    }
}
