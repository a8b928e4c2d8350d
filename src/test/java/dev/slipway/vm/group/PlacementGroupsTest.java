package dev.slipway.vm.group;

import static dev.slipway.vm.VmWorld.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.Sizes;
import dev.slipway.host.HostPolicy;
import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.Launched;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Groups keep VMs apart or together, at launch and when another host is tried; sizes ask for hosts with tags. */
@SlipwayTest
class PlacementGroupsTest {
    @Autowired
    BeanFactory beans;

    @Autowired
    PlacementGroups groups;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aStrictGroupKeepsItsVmsApartAndSaysWhenItCannot() {
        try (var world = new VmWorld(beans)) {
            world.smallerHost();
            var group = group(world, "web", GroupKind.APART, true);

            var first = world.vms.launch(request(world, "web-1", group), world.actor);
            var second = world.vms.launch(request(world, "web-2", group), world.actor);

            assertThat(host(first.vm())).isNotEqualTo(host(second.vm()));
            assertThat(world.vms.whyHere(second.vm(), world.actor))
                    .hasValueSatisfying(
                            why -> assertThat(why.sentence()).contains("apart from the others of group web"));
            assertThatThrownBy(() -> world.vms.launch(request(world, "web-3", group), world.actor))
                    .isInstanceOfSatisfying(NoCapacity.class, e -> {
                        assertThat(e.code()).isEqualTo("group-leaves-no-host");
                        assertThat(e.sentence()).contains("Group web keeps its VMs apart");
                    });
            assertThat(groups.list(world.project.id(), world.actor))
                    .singleElement()
                    .satisfies(g -> assertThat(g.members())
                            .extracting(PlacementGroupView.Member::name)
                            .containsExactly("web-1", "web-2"));
            world.ended(first.operation());
            world.ended(second.operation());
        }
    }

    /** Without a lock each would look before the other is placed. */
    @Test
    void twoWhoLaunchAtTheSameMomentDoNotMeet() throws Exception {
        try (var world = new VmWorld(beans);
                var pool = Executors.newFixedThreadPool(4)) {
            world.smallerHost();
            for (int round = 0; round < 5; round++) {
                var group = group(world, "g" + round, GroupKind.APART, true);
                var names = List.of("a" + round, "b" + round, "c" + round, "d" + round);
                var calls = names.stream()
                        .map(name -> (Callable<Optional<Launched>>) () -> {
                            try {
                                return Optional.of(world.vms.launch(request(world, name, group), world.actor));
                            } catch (NoCapacity e) {
                                return Optional.empty();
                            }
                        })
                        .toList();
                var launched = pool.invokeAll(calls).stream()
                        .map(PlacementGroupsTest::get)
                        .flatMap(Optional::stream)
                        .toList();
                assertThat(launched).hasSize(2);
                assertThat(launched.stream().map(l -> host(l.vm()))).doesNotHaveDuplicates();
                launched.forEach(l -> world.ended(l.operation()));
                launched.forEach(l -> world.ended(world.deletions.forGood(l.vm(), world.actor)));
            }
        }
    }

    @Test
    void aRetryKeepsToTheGroupAndToTheTags() {
        try (var world = new VmWorld(beans)) {
            world.smallerHost();
            var group = group(world, "web", GroupKind.APART, true);
            var first = world.vms.launch(request(world, "web-1", group), world.actor);
            assertThat(world.ended(first.operation()).state()).isEqualTo(OperationState.DONE);
            assertThat(host(first.vm())).isEqualTo(world.host.id().value());
            // The second can only go to the smaller host. It fails there, and must not come where the first one is.
            world.bean(Hosts.class).setEnabled(world.host.id(), false, SYSTEM);
            var second = world.vms.launch(request(world, "web-2", group), world.actor);
            world.ended(second.operation());
            world.bean(Hosts.class).setEnabled(world.host.id(), true, SYSTEM);
            world.ended(world.deletions.forGood(second.vm(), world.actor));

            world.machine.fail(SimulatedCall.START, Fault.answers(Kind.REFUSED).always());
            world.ended(world.deletions.forGood(first.vm(), world.actor));
            var alone = world.vms.launch(request(world, "web-3", group), world.actor);

            assertThat(world.ended(alone.operation()).state()).isEqualTo(OperationState.DONE);
            assertThat(host(alone.vm())).isNotEqualTo(world.host.id().value());
            var stuck = world.vms.launch(request(world, "web-4", group), world.actor);
            assertThat(world.ended(stuck.operation()).state()).isEqualTo(OperationState.UNDONE);
            assertThat(world.view(stuck.vm()).status()).isEqualTo(VmStatus.FAILED);
        }
    }

    @Test
    void aSizeThatAsksForATagGoesWhereItIs() {
        try (var world = new VmWorld(beans)) {
            var tag = "t" + UUID.randomUUID().toString().substring(0, 8);
            world.bean(Sizes.class).setHostTags(world.size.id(), HostTags.parse(tag), SYSTEM);

            assertThatThrownBy(() -> world.launch("gpu-1")).isInstanceOfSatisfying(NoCapacity.class, e -> {
                assertThat(e.code()).isEqualTo("no-host-with-tag");
                assertThat(e.sentence()).contains("No host has tag " + tag);
            });
            world.bean(Hosts.class)
                    .setPolicy(
                            world.host.id(),
                            new HostPolicy(Optional.empty(), Optional.empty(), Optional.empty(), HostTags.parse(tag)),
                            SYSTEM);
            assertThat(world.running("gpu-1")).isNotNull();
        }
    }

    @Test
    void aGroupIsItsProjectsOnly() {
        try (var world = new VmWorld(beans);
                var other = new VmWorld(beans)) {
            var group = group(world, "web", GroupKind.TOGETHER, false);
            var viewer = world.member("vera", Role.PROJECT_VIEWER);

            assertThat(groups.list(world.project.id(), viewer)).hasSize(1);
            assertThatThrownBy(() -> groups.delete(group, viewer)).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> other.vms.launch(request(other, "x", group), other.actor))
                    .isInstanceOfSatisfying(
                            InvalidRequest.class, e -> assertThat(e.code()).isEqualTo("no-such-group"));
            assertThatThrownBy(() -> group(world, "web", GroupKind.APART, true)).isInstanceOf(Conflict.class);
            var vm = world.vms.launch(request(world, "web-1", group), world.actor);
            world.ended(vm.operation());
            groups.delete(group, world.actor);
            assertThat(world.view(vm.vm()).status()).isEqualTo(VmStatus.RUNNING);
            assertThat(groups.list(world.project.id(), world.actor)).isEmpty();
        }
    }

    private PlacementGroupId group(VmWorld world, String name, GroupKind kind, boolean strict) {
        return groups.create(world.project.id(), name, kind, strict, world.actor)
                .id();
    }

    private static LaunchRequest request(VmWorld world, String name, PlacementGroupId group) {
        var plain = world.request(name);
        return new LaunchRequest(
                plain.project(),
                plain.name(),
                plain.image(),
                plain.size(),
                plain.network(),
                plain.sshKeys(),
                plain.userData(),
                plain.idempotencyKey(),
                Set.of(group));
    }

    private UUID host(VmId vm) {
        return jdbc.sql("select host_id from vm where id = ?")
                .param(vm.value())
                .query(UUID.class)
                .single();
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
