package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.MigrationPlan.Disks;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A running guest goes to another host. */
public interface MigrationContract extends ContractFixture {
    /** Another host with the same image in a pool of the same name, and a bridge of the same name. */
    HostId otherId();

    /** From now on the hosts reach each other, or not; the portal reaches both. */
    void joined(boolean joined);

    default Hypervisor other() {
        return hypervisors().on(otherId());
    }

    /** As slowly as it goes, for those who want to look at it. */
    default MigrationPlan plan(UUID domain, OptionalLong mibPerSecond) {
        var disk = disk(domain);
        other().createOverlay(disk, base(), 64);
        return new MigrationPlan(
                UUID.randomUUID(), other().peer().orElseThrow(), Disks.COPIED, paths(disk), mibPerSecond);
    }

    /** Only those that differ. */
    default Map<String, String> paths(VolumeRef disk) {
        var here = host().volume(disk).orElseThrow().path();
        var there = other().volume(disk).orElseThrow().path();
        return here.equals(there) ? Map.of() : Map.of(here, there);
    }

    default VolumeRef disk(UUID domain) {
        return new VolumeRef(pool(), PREFIX + domain + "-disk");
    }

    /** On a disk that is called as the domain is. */
    default UUID traveller() {
        var spec = spec();
        var disk = disk(spec.vm().value());
        host().createOverlay(disk, base(), 64);
        host().define(spec(spec.vm(), disk));
        host().start(spec.vm().value());
        return spec.vm().value();
    }

    default DomainSpec spec(VmId vm, VolumeRef disk) {
        var like = spec(disk);
        return new DomainSpec(
                vm,
                PREFIX + vm,
                like.title(),
                1,
                128,
                disk,
                Optional.empty(),
                like.nics(),
                like.firmware(),
                like.acceleration());
    }

    @Test
    default void handsARunningGuestOverWithItsDefinition() {
        var domain = traveller();

        host().migrate(domain, plan(domain, OptionalLong.empty()));

        await().untilAsserted(() -> assertThat(host().observe(domain)).isEmpty());
        assertThat(other().observe(domain).orElseThrow().power()).isEqualTo(PowerState.RUNNING);
        // Whoever asked for it hears of its end a moment later.
        await().untilAsserted(() ->
                assertThat(host().migration(domain, UUID.randomUUID())).isEmpty());
        // It is defined there, not only running.
        other().powerOff(domain);
        assertThat(other().observe(domain).orElseThrow().power()).isEqualTo(PowerState.OFF);
        other().start(domain);
        assertThat(other().observe(domain).orElseThrow().power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    default void beginsOnceAndTellsHowFarItIs() {
        var domain = traveller();
        var plan = plan(domain, OptionalLong.of(1));

        host().migrate(domain, plan);
        host().migrate(domain, plan);

        assertThat(host().migration(domain, plan.run()))
                .hasValueSatisfying(progress -> assertThat(progress.percent()).isBetween(0, 99));
        await().untilAsserted(() -> assertThat(host().observe(domain)).isEmpty());
        assertThat(other().observe(domain).orElseThrow().power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    default void isBrokenOffAndStays() {
        var domain = traveller();
        var plan = plan(domain, OptionalLong.of(1));
        host().migrate(domain, plan);
        // Once the hosts are at it: nothing is there to be stopped before.
        await().until(() -> host().migration(domain, plan.run())
                .filter(p -> !p.equals(MigrationProgress.BEGINNING))
                .isPresent());

        host().abortMigration(domain);

        await().until(() -> host().migration(domain, UUID.randomUUID()).isEmpty());
        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
        await().untilAsserted(() -> assertThat(other().observe(domain)).isEmpty());
        host().abortMigration(domain);
    }

    @Test
    default void refusesToMigrateWhatIsOff() {
        var domain = traveller();
        host().powerOff(domain);

        assertRefused(Kind.WRONG_POWER_STATE, () -> host().migrate(domain, plan(domain, OptionalLong.empty())));

        assertThat(host().migration(domain, UUID.randomUUID())).isEmpty();
        assertThat(host().migration(UUID.randomUUID(), UUID.randomUUID())).isEmpty();
        host().abortMigration(UUID.randomUUID());
    }

    @Test
    default void saysWhyItCouldNotGoToWhomeverAskedAndOnlyOnce() {
        var domain = traveller();
        var plan = plan(domain, OptionalLong.empty());
        joined(false);
        try {
            host().migrate(domain, plan);

            await().untilAsserted(() -> assertThatThrownBy(() -> host().migration(domain, plan.run()))
                    .isInstanceOf(HypervisorProblem.class)
                    .hasMessageContaining("cannot reach"));
            assertThat(host().migration(domain, plan.run())).isEmpty();
            assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
        } finally {
            joined(true);
        }
    }

    @Test
    default void comesBackAgain() {
        var domain = traveller();
        host().migrate(domain, plan(domain, OptionalLong.empty()));
        await().untilAsserted(() -> assertThat(host().observe(domain)).isEmpty());
        // What is left of its disk here is older than what it has now.
        var disk = disk(domain);
        var paths = Map.copyOf(paths(disk));
        host().deleteVolume(disk);
        host().createOverlay(disk, base(), 64);

        other().migrate(
                        domain,
                        new MigrationPlan(
                                UUID.randomUUID(),
                                host().peer().orElseThrow(),
                                Disks.COPIED,
                                paths.isEmpty()
                                        ? paths
                                        : Map.of(
                                                paths.values().iterator().next(),
                                                paths.keySet().iterator().next()),
                                OptionalLong.empty()));

        await().untilAsserted(() -> assertThat(other().observe(domain)).isEmpty());
        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
    }

    @AfterEach
    default void leaveNothingThere() {
        for (var domain : other().observeAll()) {
            if (domain.name().startsWith(PREFIX)) {
                other().powerOff(domain.domain());
                other().undefine(domain.domain());
            }
        }
        for (var volume : other().volumes(pool())) {
            if (volume.ref().name().startsWith(PREFIX)) {
                other().deleteVolume(volume.ref());
            }
        }
    }
}
