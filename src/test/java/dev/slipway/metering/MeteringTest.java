package dev.slipway.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaNode;
import dev.slipway.quota.QuotaPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** What is counted, on a real database, with clocks that the tests move. */
class MeteringTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String URL = QuotaNode.freshSchema();

    private final QuotaPath web = MeteringNode.payer();
    private final UUID vm = UUID.randomUUID();
    private MeteringNode node;

    @BeforeEach
    void start() {
        at("2026-11-10T10:00:00Z");
        for (String table : List.of(
                "quota_charge",
                "quota_period",
                "quota_node",
                "metering_hour",
                "metering_vm_hour",
                "metering_project_hour",
                "metering_price")) {
            node.jdbc.sql("delete from " + table).update();
        }
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void at(String now) {
        if (node != null) {
            node.close();
        }
        node = new MeteringNode(URL, Instant.parse(now));
    }

    @Test
    void aVmThatLivesNinetySecondsIsChargedNinetySeconds() {
        node.launch(vm, web);
        node.clock.advance(Duration.ofSeconds(90));
        node.delete(vm);
        node.clock.advance(Duration.ofDays(1));
        hours(web, "2026-11", "0.025", "0.100", "0.050", "0.250", "0.100", "0.050");
        node.rollUp.run();
        hours(web, "2026-11", "0.025", "0.100", "0.050", "0.250", "0.100", "0.050");
        assertThat(node.used(web, "2026-11").micros(Dimension.VMS)).isEqualTo(90_000_000);
        assertThat(node.count("metering_vm_hour")).isEqualTo(1);
    }

    @Test
    void onlyTimeOnCountsAsRunning() {
        node.launch(vm, web);
        for (int i = 0; i < 3; i++) {
            node.clock.advance(Duration.ofMinutes(10));
            node.stop(vm);
            node.clock.advance(Duration.ofMinutes(10));
            node.start(vm, web);
        }
        node.delete(vm);
        node.clock.advance(HOUR);
        node.rollUp.run();
        hours(web, "2026-11", "1.000", "4.000", "2.000", "10.000", "2.000", "1.000");
    }

    @Test
    void whatGoesOnIsCountedUpToNowAndClosingItsHoursChangesNothing() {
        node.launch(vm, web);
        node.clock.advance(Duration.ofMinutes(150));
        Consumption before = node.used(web, "2026-11");
        assertThat(before.hours(Dimension.VMS)).isEqualTo("2.500");
        node.rollUp.run();
        assertThat(node.hours.closedUntil()).contains(Instant.parse("2026-11-10T12:00:00Z"));
        assertThat(node.used(web, "2026-11")).isEqualTo(before);
    }

    @Test
    void addingUpAgainGivesTheSame() {
        node.launch(vm, web);
        node.clock.advance(Duration.ofHours(30));
        node.rollUp.run();
        Consumption once = node.used(web, "2026-11");
        long rows = node.count("metering_vm_hour");
        node.rollUp.run();
        node.rollUp.run();
        assertThat(node.used(web, "2026-11")).isEqualTo(once);
        assertThat(node.count("metering_vm_hour")).isEqualTo(rows).isEqualTo(29);

        // From nothing, out of the same charges.
        for (String table : List.of("metering_hour", "metering_vm_hour", "metering_project_hour")) {
            node.jdbc.sql("delete from " + table).update();
        }
        node.rollUp.run();
        assertThat(node.used(web, "2026-11")).isEqualTo(once);
    }

    @Test
    void twoNodesAtOnceAddUpOnce() throws Exception {
        node.launch(vm, web);
        node.clock.advance(Duration.ofHours(60));
        try (MeteringNode other = new MeteringNode(URL, node.clock.instant().minusSeconds(5));
                var pool = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (RollUp rollUp : List.of(node.rollUp, other.rollUp, node.rollUp, other.rollUp)) {
                all.add(() -> {
                    rollUp.run();
                    return 0;
                });
            }
            for (Future<Integer> f : pool.invokeAll(all)) {
                f.get();
            }
        }
        assertThat(node.count("metering_hour")).isEqualTo(59);
        assertThat(node.count("metering_vm_hour")).isEqualTo(59);
        assertThat(node.used(web, "2026-11").hours(Dimension.VMS)).isEqualTo("60.000");
        assertThat(differences()).isEmpty();
    }

    @Test
    void aCrashInTheMiddleOfAnHourLeavesNothingOfIt() {
        node.launch(vm, web);
        node.clock.advance(Duration.ofMinutes(75));
        Instant hour = Instant.parse("2026-11-10T10:00:00Z");
        assertThatThrownBy(() -> node.inTransaction(() -> {
                    node.hours.begin(hour, node.clock.instant());
                    node.hours.write(hour);
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");
        assertThat(node.count("metering_vm_hour")).isZero();
        assertThat(node.hours.closedUntil()).isEmpty();
        node.rollUp.run();
        assertThat(node.rollUp.differences()).isEmpty();
        assertThat(node.count("metering_vm_hour")).isEqualTo(1);
        assertThat(node.used(web, "2026-11").hours(Dimension.VMS)).isEqualTo("1.250");
    }

    @Test
    void aPortalThatWasDownForDaysLosesNothingAndDoublesNothing() {
        node.launch(vm, web);
        node.clock.advance(Duration.ofMinutes(80));
        node.rollUp.run();
        at("2026-11-13T10:30:00Z");
        node.rollUp.run();
        node.rollUp.run();
        assertThat(node.count("metering_hour")).isEqualTo(72);
        assertThat(node.used(web, "2026-11").hours(Dimension.VMS)).isEqualTo("72.500");
        assertThat(differences()).isEmpty();
    }

    @Test
    void clocksThatDifferBySecondsNeverCountTimeTwice() {
        try (MeteringNode ahead = new MeteringNode(URL, node.clock.instant().plusSeconds(5));
                MeteringNode behind = new MeteringNode(URL, node.clock.instant().minusSeconds(5))) {
            Duration real = Duration.ofMinutes(59).plusSeconds(58);
            move(real, ahead, behind);
            ahead.launch(vm, web); // says 11:00:03
            move(Duration.ofSeconds(4), ahead, behind);
            behind.stop(vm); // says 10:59:57: no time at all
            behind.start(vm, web); // says 10:59:57
            move(Duration.ofSeconds(10), ahead, behind);
            ahead.stop(vm); // says 11:00:17
            move(Duration.ofSeconds(2), ahead, behind);
            behind.start(vm, web); // says 11:00:09, before the stop
            move(Duration.ofSeconds(20), ahead, behind);
            behind.delete(vm); // says 11:00:29
            move(Duration.ofHours(3), ahead, behind);
            ahead.rollUp.run();
            behind.rollUp.run();
        }
        node.clock.advance(Duration.ofHours(5));
        Consumption used = node.used(web, "2026-11");
        // On from 10:59:57 to 11:00:17 and to 11:00:29, each second once: at most what passed in truth, and 5 s at each
        // end.
        assertThat(used.micros(Dimension.RUNNING_VCPUS)).isEqualTo(4 * 32_000_000);
        assertThat(used.micros(Dimension.VMS)).isEqualTo(26_000_000);
        assertThat(differences()).isEmpty();
    }

    private static void move(Duration by, MeteringNode... nodes) {
        for (MeteringNode n : nodes) {
            n.clock.advance(by);
        }
    }

    @Test
    void aVmThatMovesWithinAnHourIsPaidByEachForTheirPart() {
        QuotaPath batch = MeteringNode.payer();
        node.launch(vm, web);
        node.clock.advance(Duration.ofMinutes(15));
        node.move(vm, batch);
        node.clock.advance(Duration.ofMinutes(45));
        node.delete(vm);
        hours(web, "2026-11", "0.250", "1.000", "0.500", "2.500", "1.000", "0.500");
        node.clock.advance(HOUR);
        node.rollUp.run();
        hours(web, "2026-11", "0.250", "1.000", "0.500", "2.500", "1.000", "0.500");
        hours(batch, "2026-11", "0.750", "3.000", "1.500", "7.500", "3.000", "1.500");
        assertThat(node.count("metering_vm_hour")).isEqualTo(2);
    }

    @Test
    void monthsEndAtMidnightOfUtcLeapDaysIncluded() {
        at("2028-02-28T23:30:00Z");
        node.launch(vm, web);
        node.clock.advance(Duration.ofHours(48));
        node.delete(vm);
        node.clock.advance(Duration.ofHours(2));
        for (int i = 0; i < 2; i++) {
            assertThat(node.used(web, "2028-02").hours(Dimension.VMS)).isEqualTo("24.500");
            assertThat(node.used(web, "2028-03").hours(Dimension.VMS)).isEqualTo("23.500");
            assertThat(node.used(web, "2028-01")).isEqualTo(Consumption.NONE.plus(Consumption.NONE));
            assertThat(node.used(web, "2028-04").hours(Dimension.VMS)).isEqualTo("0.000");
            assertThat(days("2028-02")).containsExactly("2028-02-28 0.500", "2028-02-29 24.000");
            assertThat(days("2028-03")).containsExactly("2028-03-01 23.500");
            node.rollUp.run();
        }
    }

    @Test
    void aMonthIsTheSumOfItsHoursDaysAndVms() {
        Random random = new Random(7);
        List<UUID> vms = IntStream.range(0, 12).mapToObj(i -> UUID.randomUUID()).toList();
        vms.forEach(v -> node.launch(v, web));
        for (int i = 0; i < 60; i++) {
            node.clock.advance(Duration.ofSeconds(random.nextInt(3000), random.nextInt(1000) * 1000L));
            UUID v = vms.get(random.nextInt(vms.size()));
            if (random.nextBoolean()) {
                node.stop(v);
            } else {
                node.start(v, web);
            }
            if (i % 7 == 0) {
                node.rollUp.run();
            }
            var report = node.months.ofProject(web.project(), YearMonth.parse("2026-11"));
            Consumption byDay =
                    report.days().stream().map(UsageReport.Day::used).reduce(Consumption.NONE, Consumption::plus);
            assertThat(byDay).isEqualTo(report.total());
        }
        Consumption byVm = node.months.vms(web.project(), YearMonth.parse("2026-11"), PageRequest.of(0, 50)).stream()
                .map(VmUsage::used)
                .reduce(Consumption.NONE, Consumption::plus);
        assertThat(byVm).isEqualTo(node.used(web, "2026-11"));
        assertThat(differences()).isEmpty();
        assertThat(node.rollUp.differences()).isEmpty();
        assertThat(node.rollUp.isBehind()).isFalse();
    }

    @Test
    void whoeverTampersWithAClosedHourIsFound() {
        QuotaPath batch = MeteringNode.payer();
        node.launch(vm, web);
        node.launch(UUID.randomUUID(), batch);
        node.clock.advance(Duration.ofHours(2).plusMinutes(30));
        node.rollUp.run();
        assertThat(differences()).isEmpty();
        for (String tampering : List.of(
                "update metering_vm_hour set vcpus = vcpus - 1 order by hour_at, vm_id limit 1",
                "delete from metering_vm_hour order by hour_at, vm_id limit 1",
                "update metering_project_hour set vms = 0 limit 1",
                "update metering_hour set disk_mib = disk_mib + 1 limit 1",
                "update quota_charge set vcpus = vcpus + 1 limit 1")) {
            assertThatThrownBy(() -> node.inTransaction(() -> {
                        node.jdbc.sql(tampering).update();
                        assertThat(differences()).as(tampering).isNotEmpty();
                        throw new IllegalStateException("undone");
                    }))
                    .hasMessage("undone");
            assertThat(differences()).isEmpty();
        }
    }

    @Test
    void eachPartOfAMonthHasThePricesOfItsTimeAndTheSumIsRoundedOnce() {
        price("2026-11-10T00:00:00Z", "EUR", "0.01");
        price("2026-11-10T12:00:00Z", "EUR", "0.02");
        price("2026-11-10T14:00:00Z", "USD", "0.005");
        node.launch(vm, web);
        node.clock.advance(Duration.ofHours(5));
        node.delete(vm);
        for (int i = 0; i < 2; i++) {
            // 2 h at 0.01 and 2 h at 0.02 for 4 vCPUs; then 1 h at 0.005.
            var report = node.months.ofProject(web.project(), YearMonth.parse("2026-11"));
            assertThat(report.cost()).containsExactly(cost("EUR", "0.24"), cost("USD", "0.02"));
            var ofVm =
                    node.months.vms(web.project(), YearMonth.parse("2026-11"), PageRequest.of(0, 5, Sort.by("name")));
            assertThat(ofVm.getContent().getFirst().cost()).isEqualTo(report.cost());
            node.clock.advance(HOUR);
            node.rollUp.run();
        }
        assertThat(new Bill()
                        .add(
                                new PriceList(Instant.EPOCH, "JPY", Map.of(Dimension.VMS, new BigDecimal("0.5"))),
                                new Consumption(Map.of(Dimension.VMS, java.math.BigInteger.valueOf(3_600_000_000L))))
                        .costs())
                .containsExactly(cost("JPY", "1"));
    }

    @Test
    void pricesAreExactNumbersOfTheMonthThatGoesOn() {
        Instant now = Instant.parse("2026-11-10T10:20:00Z");
        Map<Dimension, BigDecimal> fine = Map.of(Dimension.VCPUS, new BigDecimal("0.00000001"));
        assertThat(PriceRules.valid(Instant.parse("2026-11-01T00:00:00Z"), "eur", fine, now)
                        .currency())
                .isEqualTo("EUR");
        refused("2026-10-31T23:00:00Z", "EUR", "1");
        refused("2026-11-11T10:30:00Z", "EUR", "1");
        refused("2026-11-11T10:00:00Z", "Euro", "1");
        refused("2026-11-11T10:00:00Z", "EUR", "-1");
        refused("2026-11-11T10:00:00Z", "EUR", "1000000.1");
        refused("2026-11-11T10:00:00Z", "EUR", "0.000000001");
        assertThatThrownBy(() -> Months.parse("2026-13", now)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> Months.parse("1026-11", now)).isInstanceOf(InvalidRequest.class);
        assertThat(Months.parse(" ", now)).isEqualTo(YearMonth.parse("2026-11"));
    }

    private static void refused(String from, String currency, String price) {
        assertThatThrownBy(() -> PriceRules.valid(
                        Instant.parse(from),
                        currency,
                        Map.of(Dimension.VCPUS, new BigDecimal(price)),
                        Instant.parse("2026-11-10T10:20:00Z")))
                .isInstanceOf(InvalidRequest.class);
    }

    private static Cost cost(String currency, String amount) {
        return new Cost(currency, new BigDecimal(amount));
    }

    private void price(String from, String currency, String vcpu) {
        node.prices.put(new PriceList(Instant.parse(from), currency, Map.of(Dimension.VCPUS, new BigDecimal(vcpu))));
    }

    private List<String> days(String month) {
        return node.months.ofProject(web.project(), YearMonth.parse(month)).days().stream()
                .map(d -> d.date() + " " + d.used().hours(Dimension.VMS))
                .toList();
    }

    private List<String> differences() {
        return node
                .jdbc
                .sql("select hour_at from metering_hour")
                .query((r, i) -> Utc.instant(r.getObject(1, java.time.LocalDateTime.class)))
                .list()
                .stream()
                .flatMap(h -> node.verification.differences(h).stream())
                .toList();
    }

    private void hours(QuotaPath payer, String month, String... expected) {
        Consumption used = node.used(payer, month);
        assertThat(java.util.Arrays.stream(Dimension.values())
                        .map(d -> used.hours(d).toPlainString()))
                .containsExactly(expected);
    }
}
