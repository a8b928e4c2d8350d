package dev.slipway.vm.autosnapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.snapshot.SnapshotState;
import dev.slipway.vm.snapshot.SnapshotView;
import dev.slipway.vm.snapshot.Snapshots;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** VMs that are kept by themselves. */
@SlipwayTest
class AutoSnapshotsTest {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    @Autowired
    BeanFactory beans;

    @Autowired
    JdbcClient jdbc;

    private VmWorld world;
    private AutoSnapshots plans;
    private Snapshots snapshots;
    private AutoSnapshotKeeper keeper;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        plans = world.bean(AutoSnapshots.class);
        snapshots = world.bean(Snapshots.class);
        keeper = world.bean(AutoSnapshotKeeper.class);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void areTakenAtTheirTimesAndOnlyTheNewestStayBesideThoseOfPeople() {
        var vm = world.running("db-1");
        world.ended(snapshots.take(vm, new SnapshotName("mine"), "", world.actor));
        plans.set(vm, keeping(2), world.actor);

        var first = comes(vm, 40);
        awaitNames(vm, "mine", first);
        var second = comes(vm, 30);
        awaitNames(vm, "mine", first, second);
        var third = comes(vm, 20);
        awaitNames(vm, "mine", second, third);

        assertThat(snapshots.of(vm, world.actor).all())
                .filteredOn(s -> !s.name().equals("mine"))
                .allSatisfy(s -> assertThat(s.madeBy()).contains("system:snapshot-plan"))
                .allSatisfy(s -> assertThat(s.withMemory()).isTrue());
        plans.set(vm, keeping(1), world.actor);
        awaitNames(vm, "mine", third);
        plans.remove(vm, world.actor);
        keeper.look();
        awaitNames(vm, "mine", third);
        assertThat(plans.of(vm, world.actor)).isEmpty();
    }

    @Test
    void areTakenOnceHoweverManyNodesLookAndHoweverLongTheyWereDown() {
        var vm = world.stopped("db-1");
        plans.set(vm, keeping(3), world.actor);
        jdbc.sql("update vm_snapshot_plan set next_at = date_sub(utc_timestamp(6), interval 9 day) where vm_id = ?")
                .param(vm.value())
                .update();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(keeper::look),
                        CompletableFuture.runAsync(keeper::look),
                        CompletableFuture.runAsync(keeper::look))
                .join();

        // Nine days late, and called by the day on which it was taken.
        VmWorld.await().until(() -> ready(vm).size() == 1);
        keeper.look();
        assertThat(ready(vm)).singleElement().satisfies(s -> {
            assertThat(s.withMemory()).isFalse();
            assertThat(s.name())
                    .startsWith("Automatic " + MINUTE.format(s.madeAt()).substring(0, 10));
        });
        assertThat(plans.of(vm, world.actor).orElseThrow().next()).isAfter(now());
    }

    @Test
    void sayWhyTheyCouldNotBeTakenAndAreTriedAgain() {
        var vm = world.stopped("db-1");
        plans.set(vm, keeping(1), world.actor);
        world.limit(Dimension.DISK_MIB, 1);

        var due = comes(vm, 5);
        awaitNote(vm, "was not taken");
        assertThat(ready(vm)).isEmpty();

        world.limit(Dimension.DISK_MIB, 1_000_000);
        again(vm);
        awaitNames(vm, due);
        assertThat(plans.of(vm, world.actor).orElseThrow().note()).isEmpty();
    }

    @Test
    void areGivenUpAfterAnHourAndTheOwnerIsTold() {
        var vm = world.stopped("db-1");
        plans.set(vm, keeping(1), world.actor);
        world.limit(Dimension.DISK_MIB, 1);

        comes(vm, 90);

        VmWorld.await()
                .untilAsserted(() -> assertThat(told(vm, "vm.snapshot-missed"))
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.detail()).contains("was not taken", "disk")));
        assertThat(jdbc.sql("select title from notification where target_id = ? and kind = 'SNAPSHOT_MISSED'")
                        .param(vm.value())
                        .query(String.class)
                        .list())
                .containsExactly("db-1 was not kept as planned");
        assertThat(jdbc.sql("select due_at is null from vm_snapshot_plan where vm_id = ?")
                        .param(vm.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        keeper.look();
        assertThat(told(vm, "vm.snapshot-missed")).hasSize(1);
    }

    @Test
    void keepNothingOfWhatIsInTheRecycleBin() {
        var vm = world.stopped("db-1");
        plans.set(vm, keeping(1), world.actor);
        world.ended(world.vms.delete(vm, world.actor));

        comes(vm, 5);
        VmWorld.await()
                .until(() -> plans.of(vm, world.actor).orElseThrow().next().isAfter(now()));
        world.deletions.restore(vm, world.actor);
        keeper.look();

        assertThat(snapshots.of(vm, world.actor).all()).isEmpty();
    }

    @Test
    void areForThoseWhoMayAndWithinWhatAVmMayHave() {
        var vm = world.stopped("db-1");
        var reader = world.member("reader", Role.PROJECT_VIEWER);
        plans.set(vm, keeping(9), world.actor);

        assertThat(plans.of(vm, reader)).isPresent();
        assertThatThrownBy(() -> plans.set(vm, keeping(1), reader)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> plans.remove(vm, reader)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> plans.set(vm, keeping(10), world.actor))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("At most 9");
        assertThat(told(vm, "vm.snapshot-plan")).hasSize(1);
        world.ended(world.vms.delete(vm, world.actor));
        assertThatThrownBy(() -> plans.set(vm, keeping(1), world.actor)).isInstanceOf(Conflict.class);
    }

    private Instant now() {
        return world.bean(Clock.class).instant();
    }

    /** Every day, but not within the next hours. */
    private SnapshotPlan keeping(int keep) {
        LocalTime later =
                now().plus(Duration.ofHours(6)).atOffset(ZoneOffset.UTC).toLocalTime();
        return new SnapshotPlan(Set.of(DayOfWeek.values()), later, ZoneOffset.UTC, keep);
    }

    /** As if one had been due so many minutes ago. @return what it is called */
    private String comes(VmId vm, int minutesAgo) {
        Instant due = now().minus(Duration.ofMinutes(minutesAgo));
        VmWorld.await()
                .until(() -> jdbc.sql("update vm_snapshot_plan set next_at = ? where vm_id = ? and due_at is null")
                                .params(due.atOffset(ZoneOffset.UTC).toLocalDateTime(), vm.value())
                                .update()
                        == 1);
        keeper.look();
        return "Automatic " + MINUTE.format(due);
    }

    private void again(VmId vm) {
        jdbc.sql("update vm_snapshot_plan set retry_at = utc_timestamp(6) where vm_id = ? and due_at is not null")
                .param(vm.value())
                .update();
    }

    private List<SnapshotView> ready(VmId vm) {
        return snapshots.of(vm, world.actor).all().stream()
                .filter(s -> s.state() == SnapshotState.READY)
                .toList();
    }

    private void awaitNames(VmId vm, String... names) {
        VmWorld.await()
                .untilAsserted(() -> assertThat(snapshots.of(vm, world.actor).all())
                        .filteredOn(s -> s.state() == SnapshotState.READY)
                        .extracting(SnapshotView::name)
                        .containsExactly(names));
        VmWorld.await().until(() -> snapshots.of(vm, world.actor).all().size() == names.length);
    }

    private void awaitNote(VmId vm, String words) {
        VmWorld.await()
                .untilAsserted(
                        () -> assertThat(plans.of(vm, world.actor).orElseThrow().note())
                                .hasValueSatisfying(note -> assertThat(note).contains(words)));
    }

    private List<AuditEntry> told(VmId vm, String action) {
        return world.bean(AuditTrail.class)
                .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 100), world.actor)
                .filter(entry -> entry.action().equals(action) && !entry.refused())
                .toList();
    }
}
