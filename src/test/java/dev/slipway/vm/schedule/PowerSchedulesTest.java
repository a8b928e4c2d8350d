package dev.slipway.vm.schedule;

import static dev.slipway.vm.VmWorld.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Dimension;
import dev.slipway.tenant.Suspension;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** VMs that go on and off by the week. The week of each test is such that now is in the middle of a time on, or off. */
@SlipwayTest
class PowerSchedulesTest {
    private static final Duration HALF = Duration.ofHours(6);

    @Autowired
    BeanFactory beans;

    @Autowired
    JdbcClient jdbc;

    private VmWorld world;
    private PowerSchedules schedules;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        schedules = world.bean(PowerSchedules.class);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void turnItOffAndOnAtTheChangesAndFreeWhatItRanWith() {
        var vm = world.running("web-1");

        schedules.set(vm, offNow(), world.actor);
        // Until the next change it stays as it is.
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        changes(vm);
        world.awaitStatus(vm, VmStatus.STOPPED);
        world.assertUsed(1, 0);

        schedules.set(vm, onNow(), world.actor);
        changes(vm);
        world.awaitStatus(vm, VmStatus.RUNNING);
        world.assertUsed(1, 1);
        assertThat(actors(vm, "vm.shutdown")).containsExactly("system:power-schedule");
        assertThat(actors(vm, "vm.start")).containsExactly("system:power-schedule");
        var view = schedules.of(vm, world.actor).orElseThrow();
        assertThat(view.next()).isAfter(now());
        assertThat(view.nextIsOn()).isFalse();
        assertThat(view.hoursOff()).isEqualTo(84);
    }

    @Test
    void leaveAloneWhatItsPeopleTurnOnUntilTheNextChange() {
        var vm = world.running("web-1");
        schedules.set(vm, offNow(), world.actor);
        changes(vm);
        world.awaitStatus(vm, VmStatus.STOPPED);
        awaitSettled(vm);

        world.ended(world.vms.start(vm, world.actor));

        var keeper = world.bean(ScheduleKeeper.class);
        keeper.look();
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        changes(vm);
        world.awaitStatus(vm, VmStatus.STOPPED);
    }

    @Test
    void sayWhyItCouldNotBeTurnedOnAndDoItOnceItCan() {
        var vm = world.stopped("web-1");
        world.limit(Dimension.RUNNING_VCPUS, 0);
        schedules.set(vm, onNow(), world.actor);

        changes(vm);

        awaitNote(vm, "could not be");
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        world.limit(Dimension.RUNNING_VCPUS, 1);
        var register = world.bean(TenantRegister.class);
        register.suspend(world.project.tenant(), Suspension.Vms.KEEP_RUNNING, "Audit under way", SYSTEM);
        again(vm);
        awaitNote(vm, "suspended");
        register.resume(world.project.tenant(), SYSTEM);
        again(vm);
        world.awaitStatus(vm, VmStatus.RUNNING);
        awaitSettled(vm);
        assertThat(schedules.of(vm, world.actor).orElseThrow().note()).isEmpty();
    }

    @Test
    void leaveOneChangeOutIfThatIsAskedFor() {
        var vm = world.running("web-1");
        schedules.set(vm, offNow(), world.actor);
        assertThat(schedules.skipNext(vm, true, world.actor).skips()).isTrue();

        changes(vm);

        VmWorld.await()
                .untilAsserted(() -> assertThat(
                                schedules.of(vm, world.actor).orElseThrow().skips())
                        .isFalse());
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        changes(vm);
        world.awaitStatus(vm, VmStatus.STOPPED);
    }

    @Test
    void forceOffOnlyWhereThatIsChosen() {
        var vm = world.running("web-1");
        world.ended(world.vms.pause(vm, world.actor));
        schedules.set(vm, offNow(), world.actor);

        changes(vm);

        awaitNote(vm, "left on");
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.PAUSED);
        schedules.set(vm, new PowerSchedule(offNow().week(), ZoneOffset.UTC, true), world.actor);
        changes(vm);
        world.awaitStatus(vm, VmStatus.STOPPED);
    }

    @Test
    void startNothingThatComesBackFromTheRecycleBin() {
        var vm = world.stopped("web-1");
        schedules.set(vm, onNow(), world.actor);
        world.ended(world.vms.delete(vm, world.actor));
        changes(vm);
        VmWorld.await()
                .untilAsserted(() -> assertThat(
                                schedules.of(vm, world.actor).orElseThrow().next())
                        .isAfter(now()));

        world.deletions.restore(vm, world.actor);
        world.bean(ScheduleKeeper.class).look();

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(actors(vm, "vm.start")).isEmpty();
    }

    @Test
    void areForThoseWhoMay() {
        var vm = world.stopped("web-1");
        var reader = world.member("reader", Role.PROJECT_VIEWER);
        schedules.set(vm, onNow(), world.actor);

        assertThat(schedules.of(vm, reader)).isPresent();
        assertThatThrownBy(() -> schedules.set(vm, onNow(), reader)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> schedules.remove(vm, reader)).isInstanceOf(Forbidden.class);
        schedules.remove(vm, world.actor);
        assertThat(schedules.of(vm, world.actor)).isEmpty();
        world.ended(world.vms.delete(vm, world.actor));
        assertThatThrownBy(() -> schedules.set(vm, onNow(), world.actor)).isInstanceOf(Conflict.class);
    }

    private Instant now() {
        return world.bean(Clock.class).instant();
    }

    private PowerSchedule onNow() {
        return around(now().minus(HALF));
    }

    private PowerSchedule offNow() {
        return around(now().plus(HALF));
    }

    /** On for twelve hours of each day from then on. */
    private static PowerSchedule around(Instant start) {
        LocalTime from = start.atOffset(ZoneOffset.UTC).toLocalTime();
        var time = new OnTime(Set.of(DayOfWeek.values()), from, from.plus(HALF.multipliedBy(2)));
        return new PowerSchedule(new WeekPattern(List.of(time)), ZoneOffset.UTC, false);
    }

    /** As if its next change had come this moment. */
    private void changes(VmId vm) {
        jdbc.sql("update vm_schedule set next_at = utc_timestamp(6) where vm_id = ?")
                .param(vm.value())
                .update();
        // As another node would, at the same time.
        world.bean(ScheduleKeeper.class).look();
    }

    private void again(VmId vm) {
        jdbc.sql("update vm_schedule set retry_at = utc_timestamp(6) where vm_id = ? and pending is not null")
                .param(vm.value())
                .update();
    }

    private void awaitSettled(VmId vm) {
        VmWorld.await()
                .untilAsserted(() -> assertThat(jdbc.sql("select pending is null from vm_schedule where vm_id = ?")
                                .param(vm.value())
                                .query(Boolean.class)
                                .single())
                        .isTrue());
    }

    private void awaitNote(VmId vm, String words) {
        VmWorld.await()
                .untilAsserted(() -> assertThat(
                                schedules.of(vm, world.actor).orElseThrow().note())
                        .hasValueSatisfying(note -> assertThat(note).contains(words)));
    }

    private List<String> actors(VmId vm, String action) {
        return world.bean(AuditTrail.class)
                .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 100), world.actor)
                .filter(entry -> entry.action().equals(action) && !entry.refused())
                .map(AuditEntry::actor)
                .toList();
    }
}
