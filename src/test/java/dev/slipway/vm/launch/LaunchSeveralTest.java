package dev.slipway.vm.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.Resources;
import dev.slipway.operation.OperationState;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmView;
import dev.slipway.vm.VmWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/** Several VMs by one launch: all of them or none, whatever else is launched at the same time. */
@SlipwayTest
class LaunchSeveralTest {
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
    void takesTheLowestFreeNumbers() {
        world.running("web-2");

        assertThat(names("web", 3, OptionalInt.empty())).containsExactly("web-1", "web-3", "web-4");
        var launched = launch("web", 3, OptionalInt.empty());

        assertThat(launched).extracting(l -> world.view(l.vm()).name()).containsExactly("web-1", "web-3", "web-4");
        launched.forEach(l -> assertThat(world.ended(l.operation()).state()).isEqualTo(OperationState.DONE));
        world.assertUsed(4, 4);
        assertThat(names("web-{n}", 1, OptionalInt.empty())).containsExactly("web-5");
    }

    @Test
    void putsTheNumberWhereThePatternSays() {
        assertThat(names("n{n}-web", 2, OptionalInt.of(7))).containsExactly("n7-web", "n8-web");
        assertThat(names("web-", 2, OptionalInt.empty())).containsExactly("web-1", "web-2");
        assertThat(names("web", 1, OptionalInt.empty())).containsExactly("web");
        assertThat(Numbering.whyNot("web-{n}", 3)).isEmpty();
        assertThat(Numbering.whyNot("Web", 3))
                .hasValueSatisfying(why -> assertThat(why).contains("capital"));
        assertThat(Numbering.whyNot("{n}{n}", 3))
                .hasValueSatisfying(why -> assertThat(why).contains("only once"));
    }

    @Test
    void refusesNumbersAndNamesThatCannotBe() {
        refused("count", () -> launch("web", 0, OptionalInt.empty()));
        refused("count", () -> launch("web", 21, OptionalInt.empty()));
        refused("firstNumber", () -> launch("web", 2, OptionalInt.of(-1)));
        refused("name", () -> launch("{n}-{n}", 2, OptionalInt.empty()));
        refused("name", () -> launch("We%b", 2, OptionalInt.empty()));
        refused("name", () -> launch("x".repeat(62), 2, OptionalInt.empty()));
        // The first nine would be names, the tenth is too long.
        refused("name", () -> launch("x".repeat(61), 10, OptionalInt.empty()));
        assertThat(vms()).isEmpty();
        world.assertUsed(0, 0);
    }

    @Test
    void launchesNoneWhereOneOfTheNamesIsTaken() {
        world.running("web-6");

        assertThatThrownBy(() -> launch("web", 3, OptionalInt.of(5))).isInstanceOfSatisfying(Conflict.class, e -> {
            assertThat(e.code()).isEqualTo("name-taken");
            assertThat(e.sentence()).contains("web-6");
        });

        assertThat(vms()).containsExactly("web-6");
        world.assertUsed(1, 1);
        assertThat(world.promised(world.host.id())).isEqualTo(world.size.resources());
    }

    @Test
    void launchesNoneWhereTheQuotaIsShortOfAllAndSaysByHowMuch() {
        world.limit(Dimension.VMS, 2);

        assertThatThrownBy(() -> launch("web", 5, OptionalInt.empty()))
                .isInstanceOf(QuotaExceeded.class)
                .hasMessageContaining("may use 2 VMs and uses 0; this needs 5, so 3 are missing");
        var quote = world.vms.quote(world.project.id(), new SizeWish.Curated(world.size.id()), 5, world.actor);
        assertThat(quote.refusals()).singleElement().asString().contains("this needs 5, so 3 are missing");

        assertThat(vms()).isEmpty();
        world.assertUsed(0, 0);
        assertThat(world.promised(world.host.id())).isEqualTo(Resources.NONE);
        launch("web", 2, OptionalInt.empty());
        world.assertUsed(2, 2);
    }

    @Test
    void launchesNoneWhereThereAreNotPlacesForAll() {
        var large = new Resources(1, world.machine.facts().memoryMib() / 2, 1024);
        var size = world.size(large).id();

        assertThatThrownBy(() ->
                        world.vms.launchAll(set("big", size, 8, OptionalInt.empty(), Optional.empty()), world.actor))
                .isInstanceOf(NoCapacity.class);

        assertThat(vms()).isEmpty();
        assertThat(world.promised(world.host.id())).isEqualTo(Resources.NONE);
        world.assertUsed(0, 0);
        world.running("small");
    }

    @Test
    void spreadsThemOverHosts() {
        SimulatedHost other = world.smallerHost();

        var launched = launch("web", 20, OptionalInt.empty());

        var there = launched.stream()
                .map(l -> world.placeOf(l.vm()).orElseThrow())
                .filter(world.hostOf(other)::equals)
                .count();
        assertThat(there).isBetween(1L, 19L);
        launched.forEach(l -> assertThat(world.ended(l.operation()).state()).isEqualTo(OperationState.DONE));
        world.assertUsed(20, 20);
    }

    @Test
    void theSameKeyIsTheSameSet() {
        var set = set("web", world.size.id(), 3, OptionalInt.empty(), Optional.of("k1"));
        var first = world.vms.launchAll(set, world.actor);

        assertThat(world.vms.launchAll(set, world.actor)).isEqualTo(first).hasSize(3);

        world.assertUsed(3, 3);
        for (var other : List.of(
                set("web", world.size.id(), 2, OptionalInt.empty(), Optional.of("k1")),
                set("web", world.size.id(), 3, OptionalInt.of(1), Optional.of("k1")))) {
            assertThatThrownBy(() -> world.vms.launchAll(other, world.actor))
                    .isInstanceOfSatisfying(
                            Conflict.class, e -> assertThat(e.code()).isEqualTo("idempotency-key-reused"));
        }
        first.forEach(l -> world.ended(l.operation()));
        world.ended(world.deletions.forGood(first.get(1).vm(), world.actor));
        assertThat(world.vms.launchAll(set, world.actor)).isEqualTo(first);
        world.assertUsed(2, 2);
    }

    @Test
    void manyWithOneKeyAtOnceAreOneSet() throws Exception {
        var set = set("web", world.size.id(), 3, OptionalInt.empty(), Optional.of("k1"));

        var answers = atOnce(6, i -> world.vms.launchAll(set, world.actor));

        assertThat(Set.copyOf(answers)).hasSize(1);
        world.assertUsed(3, 3);
    }

    @Test
    void ofTwoAtOnceForTheLastRoomExactlyOneIsLaunchedWhole() throws Exception {
        for (int round = 0; round < 5; round++) {
            String pattern = "round" + round;
            world.limit(Dimension.VMS, 3 * (round + 1) + 2);

            var answers = atOnce(2, i -> {
                try {
                    return launch(pattern + "-" + i, 3, OptionalInt.empty()).size();
                } catch (QuotaExceeded e) {
                    return 0;
                }
            });

            assertThat(answers).containsExactlyInAnyOrder(3, 0);
            assertThat(vms()).hasSize(3 * (round + 1));
            assertThat(world.used()).containsEntry(Dimension.VMS, 3L * (round + 1));
        }
        assertThat(world.promised(world.host.id()).vcpus()).isEqualTo(15);
    }

    @Test
    void twoAtOnceWithOnePatternShareItsNumbers() throws Exception {
        var answers = atOnce(3, i -> launch("web", 4, OptionalInt.empty()).size());

        assertThat(answers).containsOnly(4);
        assertThat(vms())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 12).mapToObj(n -> "web-" + n).toList());
        assertThat(world.used()).containsEntry(Dimension.VMS, 12L);
    }

    private interface Work<T> {
        T of(int i);
    }

    private static <T> List<T> atOnce(int threads, Work<T> work) throws Exception {
        var barrier = new CyclicBarrier(threads);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var futures = pool.invokeAll(IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(i -> () -> {
                        barrier.await();
                        return work.of(i);
                    })
                    .toList());
            var answers = new ArrayList<T>();
            for (var future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    private void refused(String field, Callable<?> launch) {
        assertThatThrownBy(launch::call)
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    private List<String> names(String pattern, int count, OptionalInt first) {
        return world.vms.names(world.project.id(), new Numbering(pattern, count, first), world.actor);
    }

    private List<Launched> launch(String pattern, int count, OptionalInt first) {
        return world.vms.launchAll(set(pattern, world.size.id(), count, first, Optional.empty()), world.actor);
    }

    private LaunchSet set(
            String pattern, dev.slipway.kernel.SizeId size, int count, OptionalInt first, Optional<String> key) {
        var r = world.request(pattern);
        var launch =
                new LaunchRequest(r.project(), pattern, r.image(), size, r.network(), List.of(), Optional.empty(), key);
        return new LaunchSet(launch, new Numbering(pattern, count, first));
    }

    private List<String> vms() {
        return world.vms
                .list(new VmQuery(world.project.id(), Optional.empty(), Set.of()), PageRequest.of(0, 100), world.actor)
                .map(VmView::name)
                .getContent();
    }
}
