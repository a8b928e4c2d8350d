package dev.slipway.vm.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import dev.slipway.vm.VmWorld;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

@SlipwayTest
class VmQueriesTest {
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
    void searchesSortsFiltersAndPages() {
        var b = world.running("web-b");
        world.stopped("web-a");
        world.running("db-1");
        world.machine.fail(SimulatedCall.DEFINE, Fault.answers(Kind.REFUSED).always());
        world.ended(world.launch("web-bad").operation());

        assertThat(names("", Set.of(), Sort.unsorted())).containsExactly("web-bad", "db-1", "web-a", "web-b");
        assertThat(names("", Set.of(), Sort.by("name"))).containsExactly("db-1", "web-a", "web-b", "web-bad");
        assertThat(names("", Set.of(), Sort.by("status", "name"))).containsExactly("web-bad", "db-1", "web-b", "web-a");
        assertThat(names("WEB", Set.of(), Sort.by(Sort.Direction.DESC, "name")))
                .containsExactly("web-bad", "web-b", "web-a");
        assertThat(names(" web-b ", Set.of(VmStatus.RUNNING), Sort.unsorted())).containsExactly("web-b");
        assertThat(names("", Set.of(VmStatus.STOPPED, VmStatus.FAILED), Sort.by("name")))
                .containsExactly("web-a", "web-bad");
        for (var wild : List.of("%", "_", "!", "w%b", "'; drop table vm; --", "\\")) {
            assertThat(names(wild, Set.of(), Sort.unsorted())).as(wild).isEmpty();
        }

        VmWorld.await()
                .untilAsserted(() -> assertThat(world.view(b).addresses()).isNotEmpty());
        var address = world.view(b).addresses().getFirst();
        assertThat(names(address, Set.of(), Sort.unsorted())).contains("web-b");

        var page = world.vms.list(query("", Set.of()), PageRequest.of(1, 3, Sort.by("name")), world.actor);
        assertThat(page.getTotalElements()).isEqualTo(4);
        assertThat(page.getContent()).extracting(VmView::name).containsExactly("web-bad");
        assertThatThrownBy(() -> names("", Set.of(), Sort.by("hostId"))).isInstanceOf(InvalidRequest.class);
        assertThat(world.vms.list(query("", Set.of()), Pageable.unpaged(), world.actor))
                .hasSize(4);
    }

    @Test
    void showsInTheListWhatTheVmsOwnPageShows() {
        var vm = world.running("deaf");
        world.machine.guests().ignoringRequests(vm.value(), true);
        var shutdown = world.vms.shutdown(vm, world.actor);

        var listed = world.vms
                .list(query("", Set.of()), PageRequest.of(0, 5), world.actor)
                .getContent()
                .getFirst();

        assertThat(listed.status()).isEqualTo(VmStatus.SHUTTING_DOWN);
        assertThat(listed.operation())
                .hasValueSatisfying(o -> assertThat(o.id()).isEqualTo(shutdown));
        assertThat(listed.refusedActions()).isEqualTo(world.view(vm).refusedActions());
        world.ended(shutdown);
    }

    @Test
    void tellsViewersWhyTheyMayNotAndStrangersNothing() {
        var vm = world.running("web-1");
        var viewer = world.member("vi", Role.PROJECT_VIEWER);
        assertThat(world.vms.get(vm, viewer).refusedActions())
                .containsOnlyKeys(VmAction.values())
                .allSatisfy((action, why) -> assertThat(why).isNotBlank());
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> world.vms.start(vm, viewer),
                () -> world.vms.shutdown(vm, viewer),
                () -> world.vms.reboot(vm, viewer),
                () -> world.vms.forceOff(vm, viewer),
                () -> world.vms.delete(vm, viewer),
                () -> world.vms.openScreen(vm, viewer))) {
            assertThatThrownBy(call).isInstanceOf(Forbidden.class);
        }
        try (var elsewhere = new VmWorld(beans)) {
            var stranger = elsewhere.actor;
            for (var id : List.of(vm, VmId.random())) {
                for (ThrowingCallable call : List.<ThrowingCallable>of(
                        () -> world.vms.get(id, stranger),
                        () -> world.vms.start(id, stranger),
                        () -> world.vms.shutdown(id, stranger),
                        () -> world.vms.reboot(id, stranger),
                        () -> world.vms.forceOff(id, stranger),
                        () -> world.deletions.forGood(id, stranger),
                        () -> world.vms.openScreen(id, stranger))) {
                    assertThatThrownBy(call)
                            .isInstanceOf(NotFound.class)
                            .hasMessage(NotFound.of("VM").getMessage());
                }
            }
            assertThatThrownBy(() -> world.vms.list(query("", Set.of()), PageRequest.of(0, 5), stranger))
                    .isInstanceOf(NotFound.class);
        }
    }

    private List<String> names(String search, Set<VmStatus> statuses, Sort sort) {
        return world.vms.list(query(search, statuses), PageRequest.of(0, 50, sort), world.actor).stream()
                .map(VmView::name)
                .toList();
    }

    private VmQuery query(String search, Set<VmStatus> statuses) {
        return new VmQuery(world.project.id(), search.isEmpty() ? Optional.empty() : Optional.of(search), statuses);
    }
}
