package dev.slipway.vm.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.audit.AuditTrail;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.placement.Placements;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.adopt.UnknownDomains;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/** VMs that somebody has renamed, redefined, moved or undefined on their hosts. */
@SlipwayTest
class OutsideTruthTest {
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
    void saysThatItHasOtherFiguresThereAndWhatIsCounted() {
        var vm = world.stopped("web-1");
        world.machine.virsh().define(larger(defined(world.machine, vm)));

        VmWorld.await().until(() -> world.view(vm).outside().isPresent());

        assertThat(world.view(vm).outside())
                .hasValueSatisfying(s -> assertThat(s).contains("4 vCPUs", "1 vCPU", "Quota counts what is here"));
        world.assertUsed(1, 0);
        assertThat(actions(vm)).contains("vm.redefined-outside");

        assertThat(world.ended(world.vms.start(vm, world.actor)).state()).isEqualTo(OperationState.DONE);

        assertThat(defined(world.machine, vm).vcpus()).isEqualTo(1);
        VmWorld.await().until(() -> world.view(vm).outside().isEmpty());
        world.assertUsed(1, 1);
    }

    @Test
    void showsItsNewNameThereAndStillStartsIt() {
        var vm = world.stopped("web-1");
        world.machine.virsh().rename(vm.value(), "somebody-else");

        VmWorld.await().until(() -> world.view(vm).outside().isPresent());

        assertThat(world.view(vm).outside())
                .hasValueSatisfying(s -> assertThat(s).contains("somebody-else"));
        assertThat(world.view(vm).name()).isEqualTo("web-1");
        assertThat(actions(vm)).contains("vm.renamed-outside");
        assertThat(world.ended(world.vms.start(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void followsItToAnotherHost() {
        var vm = world.stopped("web-1");
        var other = world.smallerHost();
        var spec = defined(world.machine, vm);
        other.virsh().createVolume(spec.disk(), 1024);
        spec.seed().ifPresent(seed -> other.virsh().createVolume(seed, 1));
        world.machine.virsh().undefine(vm.value());
        other.virsh().define(spec);

        VmWorld.await().until(() -> host(vm).equals(world.hostOf(other)));

        world.awaitStatus(vm, VmStatus.STOPPED);
        assertThat(world.view(vm).statusReason())
                .hasValueSatisfying(s -> assertThat(s).contains("another host"));
        assertThat(world.bean(Placements.class).explain(vm).orElseThrow().host())
                .isEqualTo(world.hostOf(other));
        assertThat(actions(vm)).contains("vm.moved-outside");
        world.assertUsed(1, 0);
        assertThat(world.ended(world.vms.start(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
        world.assertUsed(1, 1);
    }

    @Test
    void doesNotFollowWhatIsOnBothHosts() {
        var vm = world.stopped("web-1");
        var other = world.smallerHost();
        var spec = defined(world.machine, vm);
        other.virsh().createVolume(spec.disk(), 1024);
        spec.seed().ifPresent(seed -> other.virsh().createVolume(seed, 1));

        other.virsh().define(spec);

        var domains = world.bean(UnknownDomains.class);
        VmWorld.await()
                .until(() -> domains.list(world.hostOf(other), VmWorld.SYSTEM).stream()
                        .anyMatch(d -> d.id().value().equals(vm.value())
                                && d.obstacles().getFirst().contains("UUID of VM web-1")));
        assertThat(host(vm)).isEqualTo(world.host.id());
    }

    @Test
    void saysThatWithoutItsDiskNothingCanBeRestored() {
        var vm = world.stopped("web-1");
        var disk = defined(world.machine, vm).disk();
        world.machine.virsh().undefine(vm.value());
        world.machine.virsh().removeFile(disk);
        world.awaitStatus(vm, VmStatus.MISSING);

        var restore = world.ended(world.vms.restore(vm, world.actor));

        assertThat(restore.state()).isNotEqualTo(OperationState.DONE);
        assertThat(restore.toString()).contains("Its disk is not on its host any more");
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.MISSING);
        assertThat(world.ended(world.deletions.forGood(vm, world.actor)).state())
                .isEqualTo(OperationState.DONE);
        world.assertUsed(0, 0);
    }

    private static DomainSpec defined(SimulatedHost machine, VmId vm) {
        return machine.defined().stream()
                .filter(s -> s.vm().equals(vm))
                .findFirst()
                .orElseThrow();
    }

    private static DomainSpec larger(DomainSpec s) {
        return new DomainSpec(
                s.vm(),
                s.name(),
                s.title(),
                4,
                s.memoryMib(),
                s.disk(),
                s.seed(),
                s.nics(),
                s.firmware(),
                s.acceleration());
    }

    private dev.slipway.kernel.HostId host(VmId vm) {
        return VmHosts.hostOf(world.bean(VmStore.class).find(vm).orElseThrow());
    }

    private java.util.List<String> actions(VmId vm) {
        return world.bean(AuditTrail.class)
                .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 50), world.actor)
                .map(entry -> entry.action())
                .getContent();
    }
}
