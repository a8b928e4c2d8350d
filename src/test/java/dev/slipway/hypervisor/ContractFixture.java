package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/**
 * What every part of the contract needs from the host it runs against. An adapter's test implements the parts that its
 * host can do, so that what it can't do is plain to see.
 */
public interface ContractFixture {
    /** All that the contract makes on a host starts like this, and is removed after each test. */
    String PREFIX = "contract-";

    Hypervisors hypervisors();

    HostId hostId();

    /** A directory pool that is there and active. */
    String pool();

    /** A qcow2 image in {@link #pool()} whose guest stays on until it is told otherwise; at most 64 MiB of capacity. */
    VolumeRef base();

    default Hypervisor host() {
        return hypervisors().on(hostId());
    }

    default VolumeRef fresh(String kind) {
        return new VolumeRef(pool(), PREFIX + kind + "-" + UUID.randomUUID());
    }

    /** A VM with an overlay of its own as its disk. */
    default DomainSpec spec() {
        var disk = fresh("disk");
        host().createOverlay(disk, base(), 64);
        return spec(disk);
    }

    default DomainSpec spec(VolumeRef disk) {
        var vm = VmId.random();
        return new DomainSpec(
                vm,
                PREFIX + vm.value(),
                "A VM of the contract",
                1,
                128,
                disk,
                Optional.empty(),
                List.of(),
                Firmware.BIOS,
                Acceleration.EMULATED);
    }

    default UUID defined() {
        var spec = spec();
        host().define(spec);
        return spec.vm().value();
    }

    default UUID running() {
        var domain = defined();
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);
        return domain;
    }

    default PowerState power(UUID domain) {
        return host().observe(domain).orElseThrow().power();
    }

    default void awaitPower(UUID domain, PowerState power) {
        await().untilAsserted(() -> assertThat(power(domain)).isEqualTo(power));
    }

    default ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
    }

    default void assertRefused(HypervisorProblem.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HypervisorProblem.class,
                        problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    @AfterEach
    default void leaveNothing() {
        for (var domain : host().observeAll()) {
            if (domain.name().startsWith(PREFIX)) {
                host().powerOff(domain.domain());
                host().undefine(domain.domain());
            }
        }
        for (var volume : host().volumes(pool())) {
            if (volume.ref().name().startsWith(PREFIX)) {
                host().deleteVolume(volume.ref());
            }
        }
        assertThat(host().observeAll()).noneMatch(domain -> domain.name().startsWith(PREFIX));
        assertThat(host().volumes(pool()))
                .noneMatch(volume -> volume.ref().name().startsWith(PREFIX));
    }
}
