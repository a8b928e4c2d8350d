package dev.slipway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.host.HostUsed;
import dev.slipway.hypervisor.HostUsage;
import dev.slipway.hypervisor.HostUsage.GuestUsage;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.metrics.MetricSample.Used;
import dev.slipway.testing.MovableClock;
import dev.slipway.testing.SlipwayTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SlipwayTest
class MetricsTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final Scope SCOPE = Scope.of(new TenantId(uuid()), new ProjectId(uuid()));
    private static final MetricsSettings SETTINGS = new MetricsSettings(Duration.ofHours(6), Duration.ofDays(30));

    @Autowired
    MetricRows rows;

    @Autowired
    Metrics metrics;

    @Autowired
    JdbcClient jdbc;

    private final HostId host = new HostId(uuid());
    private final VmId vm = new VmId(uuid());
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(2));

    @Test
    void aSampleIsTheAverageBetweenTwoReadings() {
        var meters = new Meters(rows);
        meters.read(reading(0, Duration.ofSeconds(100), 0));
        meters.read(reading(1, Duration.ofSeconds(130), 60 << 20));

        assertThat(ofVm())
                .singleElement()
                .isEqualTo(new MetricSample(
                        start.plus(Duration.ofMinutes(1)),
                        Duration.ofMinutes(1),
                        new Used(500, 200, 1 << 20, 1 << 20, 1 << 20, 1 << 20)));
    }

    @Test
    void diskAndNetworkOfAHostAreThoseOfItsGuests() {
        var meters = new Meters(rows);
        meters.read(reading(0, Duration.ZERO, 0));
        meters.read(reading(1, Duration.ofSeconds(60), 60 << 20));

        assertThat(rows.readMinutes(host.value(), start, Instant.now()))
                .singleElement()
                .satisfies(sample -> {
                    assertThat(sample.used().cores()).isEqualTo(2);
                    assertThat(sample.used().memoryMib()).isEqualTo(1000);
                    assertThat(sample.used().sentBps()).isEqualTo(1 << 20);
                });
    }

    @Test
    void whereACounterBeganAnewThereIsAGap() {
        var meters = new Meters(rows);
        meters.read(reading(0, Duration.ofSeconds(100), 5000));
        meters.read(reading(1, Duration.ofSeconds(3), 100));
        meters.read(reading(2, Duration.ofSeconds(9), 700));

        assertThat(ofVm()).extracting(MetricSample::at).containsExactly(start.plus(Duration.ofMinutes(2)));
    }

    @Test
    void aSpanThatNobodyWatchedIsNotGuessed() {
        var meters = new Meters(rows);
        meters.read(reading(0, Duration.ZERO, 0));
        meters.read(reading(60, Duration.ofSeconds(60), 100));

        assertThat(ofVm()).isEmpty();
    }

    @Test
    void halfHoursAreSummedUpOnceAndOldOnesForgotten() {
        var halfPast = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(10));
        for (int minute = 1; minute <= 30; minute++) {
            write(halfPast.plus(Duration.ofMinutes(minute)), minute <= 15 ? 1000 : 3000);
        }
        write(halfPast.plus(Duration.ofMinutes(31)), 9000);
        var clock = new MovableClock(halfPast.plus(Duration.ofMinutes(33)));
        var thinning = new Thinning(rows, SETTINGS, clock);

        thinning.sumUp();
        thinning.sumUp();

        assertThat(rows.read(vm.value(), halfPast, halfPast.plus(Duration.ofHours(1))))
                .extracting(s -> s.over().toMinutes() + ": " + s.used().cpuMilli())
                .containsExactly("30: 2000", "1: 9000");

        clock.advance(Duration.ofHours(7));
        thinning.run();
        assertThat(rows.read(vm.value(), halfPast, halfPast.plus(Duration.ofHours(1))))
                .extracting(s -> s.over().toMinutes() + ": " + s.used().cpuMilli())
                .contains("30: 2000")
                .noneMatch(words -> words.startsWith("1:"));

        clock.advance(Duration.ofDays(31));
        thinning.run();
        assertThat(rows.read(vm.value(), halfPast, halfPast.plus(Duration.ofHours(1))))
                .isEmpty();
    }

    @Test
    void manyVmsOfAHostAreWrittenAtOnce() {
        var many = IntStream.range(0, 1000)
                .mapToObj(i -> uuid())
                .collect(Collectors.toMap(id -> id, id -> new Used(1, 2, 3, 4, 5, 6)));

        rows.add(start, many);
        rows.add(start, many);

        assertThat(many.keySet())
                .allSatisfy(id -> assertThat(rows.readMinutes(id, start.minusSeconds(1), start))
                        .hasSize(1));
    }

    @Test
    void tellsNobodyWhoMayNotSeeTheVm() {
        var stranger = new Actor(UserId.random(), "eve", "192.0.2.1", Set.of());

        assertThatThrownBy(() -> metrics.ofVm(vm, SCOPE, start, Instant.now(), stranger))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> metrics.ofHost(host, start, Instant.now(), SYSTEM))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aVmIsIdleThatUsedHardlyAnythingForAWeek() {
        var busyNineDaysAgo = new VmId(uuid());
        var busyYesterday = new VmId(uuid());
        var offForADay = new VmId(uuid());
        var fetching = new VmId(uuid());
        halfHours(vm, hour -> Optional.of(new Used(12, 200, 0, 9000, 900, 900)));
        halfHours(busyNineDaysAgo, hour -> Optional.of(new Used(hour == 9 * 24 ? 20 : 19, 200, 0, 0, 0, 0)));
        halfHours(busyYesterday, hour -> Optional.of(new Used(hour == 24 ? 800 : 5, 200, 0, 0, 0, 0)));
        halfHours(offForADay, hour -> Optional.of(new Used(5, 200, 0, 0, 0, 0)).filter(used -> hour < 24 || hour > 48));
        halfHours(fetching, hour -> Optional.of(new Used(5, 200, 0, 0, hour == 24 ? 20_000 : 0, 0)));

        var idle = metrics.idle(
                List.of(vm, busyNineDaysAgo, busyYesterday, offForADay, fetching, new VmId(uuid())), SCOPE, SYSTEM);

        assertThat(idle).containsOnlyKeys(vm, busyNineDaysAgo);
        assertThat(Duration.between(idle.get(vm).since(), Instant.now()).toDays())
                .isEqualTo(10);
        assertThat(Duration.between(idle.get(busyNineDaysAgo).since(), Instant.now())
                        .toDays())
                .isEqualTo(9);
        assertThat(metrics.idle(List.of(), SCOPE, SYSTEM)).isEmpty();
        var stranger = new Actor(UserId.random(), "eve", "192.0.2.1", Set.of());
        assertThatThrownBy(() -> metrics.idle(List.of(vm), SCOPE, stranger)).isInstanceOf(NotFound.class);
    }

    @Test
    void refusesSpansThatAreNone() {
        assertThatThrownBy(() -> metrics.ofVm(vm, SCOPE, start, start, SYSTEM)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> metrics.ofVm(vm, SCOPE, start.minus(Duration.ofDays(100)), start, SYSTEM))
                .isInstanceOf(InvalidRequest.class);
    }

    private List<MetricSample> ofVm() {
        return metrics.ofVm(vm, SCOPE, start.minusSeconds(1), Instant.now(), SYSTEM);
    }

    private HostUsed reading(int minute, Duration cpu, long bytes) {
        var guest = new GuestUsage(vm.value(), cpu, 200, bytes, bytes, bytes, bytes);
        var usage = new HostUsage(cpu.multipliedBy(2), 1000, List.of(guest));
        return new HostUsed(host, start.plus(Duration.ofMinutes(minute)), usage);
    }

    /** Of the last ten days. @param used by how many hours ago it was */
    private void halfHours(VmId of, IntFunction<Optional<Used>> used) {
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var values = IntStream.rangeClosed(0, 10 * 48)
                .boxed()
                .flatMap(half -> used.apply(half / 2).stream()
                        .map(u -> "('" + of + "', 1800, '"
                                + LocalDateTime.ofInstant(now.minus(Duration.ofMinutes(30L * half)), ZoneOffset.UTC)
                                + "', " + u.cpuMilli() + ", 0, 0, 0, " + u.receivedBps() + ", " + u.sentBps() + ")"))
                .collect(Collectors.joining(", "));
        jdbc.sql("insert into metric_sample values " + values).update();
    }

    private void write(Instant at, int cpuMilli) {
        rows.add(at, Map.of(vm.value(), new Used(cpuMilli, 1, 1, 1, 1, 1)));
    }

    private static UUID uuid() {
        return UUID.randomUUID();
    }
}
