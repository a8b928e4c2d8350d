package dev.slipway.vm.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/** VMs that go off without anybody wanting that, and come back by themselves, or not. */
@SlipwayTest
class RestartsTest {
    /** As long as the keeper would need, had it anything to do. */
    private static final Duration A_WHILE = Duration.ofSeconds(4);

    @Autowired
    BeanFactory beans;

    private VmWorld world;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void startsAgainWhatCrashed() {
        var vm = restarting("web-1");

        world.machine.virsh().crash(vm.value());

        awaitStarts(vm, 1);
        world.awaitStatus(vm, VmStatus.RUNNING);
        assertThat(world.view(vm).statusReason()).isEmpty();
        world.assertUsed(1, 1);
        assertThat(actors(vm, "vm.start")).containsExactly("system:restart-policy");
    }

    @Test
    void startsAgainWhatWentOffWithItsHost() {
        var first = restarting("web-1");
        var second = restarting("web-2");
        var other = world.running("web-3");

        world.machine.virsh().powerCut();

        world.awaitStatus(other, VmStatus.STOPPED);
        awaitStarts(first, 1);
        awaitStarts(second, 1);
        world.awaitStatus(first, VmStatus.RUNNING);
        world.awaitStatus(second, VmStatus.RUNNING);
        assertThat(world.view(other).status()).isEqualTo(VmStatus.STOPPED);
        world.assertUsed(3, 2);
    }

    @Test
    void leavesAloneWhatAnybodyTurnedOff() {
        var byOwner = restarting("owner");
        var byGuest = restarting("guest");
        var byAdministrator = restarting("virsh");

        world.ended(world.vms.forceOff(byOwner, world.actor));
        world.machine.virsh().haltFromInside(byGuest.value());
        world.machine.virsh().destroy(byAdministrator.value());

        for (var vm : new VmId[] {byOwner, byGuest, byAdministrator}) {
            world.awaitStatus(vm, VmStatus.STOPPED);
        }
        VmWorld.await().pollDelay(A_WHILE).untilAsserted(() -> {
            for (var vm : new VmId[] {byOwner, byGuest, byAdministrator}) {
                assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
            }
        });
        world.assertUsed(3, 0);
    }

    @Test
    void neverStartsWhatHasNoSuchPolicy() {
        var vm = world.running("web-1");

        world.machine.virsh().crash(vm.value());
        world.awaitStatus(vm, VmStatus.STOPPED);

        VmWorld.await()
                .pollDelay(A_WHILE)
                .untilAsserted(() -> assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED));
        assertThat(world.view(vm).statusReason())
                .hasValueSatisfying(s -> assertThat(s).endsWith("Start it again."));
    }

    @Test
    void givesUpOnWhatCrashesOverAndOver() {
        var vm = restarting("web-1");

        for (int times = 1; times <= 3; times++) {
            world.machine.virsh().crash(vm.value());
            awaitStarts(vm, times);
            world.awaitStatus(vm, VmStatus.RUNNING);
        }
        world.machine.virsh().crash(vm.value());

        VmWorld.await()
                .untilAsserted(() -> assertThat(world.view(vm).statusReason())
                        .hasValueSatisfying(s -> assertThat(s).contains("3 times in a row", "start it yourself")));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(actors(vm, "vm.start")).hasSize(3);
        world.assertUsed(1, 0);
    }

    @Test
    void triesAgainWhenTheStartItselfFails() {
        var vm = restarting("web-1");
        world.machine.fail(SimulatedCall.START, Fault.answers(Kind.REFUSED));

        world.machine.virsh().crash(vm.value());

        awaitStarts(vm, 2);
        world.awaitStatus(vm, VmStatus.RUNNING);
    }

    @Test
    void saysWhyItCouldNotAndStartsItOnceItCan() {
        var vm = restarting("web-1");
        world.limit(Dimension.RUNNING_VCPUS, 0);

        world.machine.virsh().crash(vm.value());

        VmWorld.await()
                .untilAsserted(() -> assertThat(world.view(vm).statusReason())
                        .hasValueSatisfying(s -> assertThat(s)
                                .startsWith("It crashed")
                                .contains("could not be started again", "vCPUs", "is tried every")));
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        world.assertUsed(1, 0);

        world.limit(Dimension.RUNNING_VCPUS, 10);

        world.awaitStatus(vm, VmStatus.RUNNING);
        assertThat(world.view(vm).statusReason()).isEmpty();
        world.assertUsed(1, 1);
    }

    @Test
    void belongsToWhoeverMayTurnItOn() {
        var vm = world.running("web-1");
        var policies = beans.getBean(RestartPolicies.class);

        policies.set(vm, RestartPolicy.ON_FAILURE, world.actor);
        policies.set(vm, RestartPolicy.ON_FAILURE, world.actor);

        assertThat(world.view(vm).restart()).isEqualTo(RestartPolicy.ON_FAILURE);
        assertThat(actors(vm, "vm.restart-policy")).containsExactly(world.actor.name());
        assertThatThrownBy(() -> policies.set(vm, RestartPolicy.NEVER, world.member("reader", Role.PROJECT_VIEWER)))
                .isInstanceOf(Forbidden.class);
    }

    private VmId restarting(String name) {
        var vm = world.running(name);
        beans.getBean(RestartPolicies.class).set(vm, RestartPolicy.ON_FAILURE, world.actor);
        return vm;
    }

    private void awaitStarts(VmId vm, int count) {
        VmWorld.await().untilAsserted(() -> assertThat(actors(vm, "vm.start")).hasSize(count));
    }

    /** Who did that to it. */
    private List<String> actors(VmId vm, String action) {
        return world.bean(AuditTrail.class)
                .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 100), world.actor)
                .filter(entry -> entry.action().equals(action) && !entry.refused())
                .map(AuditEntry::actor)
                .toList();
    }
}
