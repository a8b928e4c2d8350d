package dev.slipway.api;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.ProjectId;
import dev.slipway.metering.Consumption;
import dev.slipway.metering.Cost;
import dev.slipway.metering.PayerUsage;
import dev.slipway.metering.PriceList;
import dev.slipway.metering.UsageReport;
import dev.slipway.metering.VmUsage;
import dev.slipway.quota.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What usage and prices look like on the wire. */
final class UsageBodies {
    private UsageBodies() {}

    /** Hours of each, with three decimals; memory and disk in GiB-hours. */
    record HoursBody(
            BigDecimal vmHours,
            BigDecimal vcpuHours,
            BigDecimal memoryGibHours,
            BigDecimal diskGibHours,
            BigDecimal runningVcpuHours,
            BigDecimal runningMemoryGibHours) {
        static HoursBody of(Consumption used) {
            return new HoursBody(
                    used.hours(Dimension.VMS),
                    used.hours(Dimension.VCPUS),
                    used.hours(Dimension.MEMORY_MIB),
                    used.hours(Dimension.DISK_MIB),
                    used.hours(Dimension.RUNNING_VCPUS),
                    used.hours(Dimension.RUNNING_MEMORY_MIB));
        }
    }

    record DayBody(LocalDate date, HoursBody used) {}

    /** @param until up to when it is counted @param cost one for each currency; none without prices */
    record UsageBody(String month, Instant from, Instant until, HoursBody used, List<Cost> cost, List<DayBody> days) {
        static UsageBody of(UsageReport r) {
            return new UsageBody(
                    r.month().toString(),
                    r.from(),
                    r.until(),
                    HoursBody.of(r.total()),
                    r.cost(),
                    r.days().stream()
                            .map(d -> new DayBody(d.date(), HoursBody.of(d.used())))
                            .toList());
        }
    }

    record VmUsageBody(String vm, String name, HoursBody used, List<Cost> cost) {
        static VmUsageBody of(VmUsage u) {
            return new VmUsageBody(u.vm().toString(), u.name(), HoursBody.of(u.used()), u.cost());
        }
    }

    /** @param project absent for a whole tenant */
    record PayerBody(
            String tenant,
            String tenantName,
            @Nullable String project,
            @Nullable String projectName,
            HoursBody used,
            List<Cost> cost) {
        static PayerBody of(PayerUsage u) {
            return new PayerBody(
                    u.tenant().toString(),
                    u.tenantName(),
                    u.project().map(ProjectId::toString).orElse(null),
                    u.project().isPresent() ? u.projectName() : null,
                    HoursBody.of(u.used()),
                    u.cost());
        }
    }

    /** What a unit costs for an hour; what is not given is free. */
    record PricesBody(
            @Nullable Instant validFrom,
            @Nullable String currency,
            @Nullable BigDecimal vm,
            @Nullable BigDecimal vcpu,
            @Nullable BigDecimal memoryGib,
            @Nullable BigDecimal diskGib,
            @Nullable BigDecimal runningVcpu,
            @Nullable BigDecimal runningMemoryGib) {
        static PricesBody of(PriceList p) {
            return new PricesBody(
                    p.validFrom(),
                    p.currency(),
                    p.of(Dimension.VMS),
                    p.of(Dimension.VCPUS),
                    p.of(Dimension.MEMORY_MIB),
                    p.of(Dimension.DISK_MIB),
                    p.of(Dimension.RUNNING_VCPUS),
                    p.of(Dimension.RUNNING_MEMORY_MIB));
        }

        Instant from() {
            if (validFrom == null) {
                throw new InvalidRequest("required", "validFrom", "Say from which hour on the prices are valid.");
            }
            return validFrom;
        }

        String money() {
            if (currency == null) {
                throw new InvalidRequest("required", "currency", "A currency is three letters, such as EUR.");
            }
            return currency;
        }

        Map<Dimension, BigDecimal> perHour() {
            Map<Dimension, BigDecimal> prices = new EnumMap<>(Dimension.class);
            put(prices, Dimension.VMS, vm);
            put(prices, Dimension.VCPUS, vcpu);
            put(prices, Dimension.MEMORY_MIB, memoryGib);
            put(prices, Dimension.DISK_MIB, diskGib);
            put(prices, Dimension.RUNNING_VCPUS, runningVcpu);
            put(prices, Dimension.RUNNING_MEMORY_MIB, runningMemoryGib);
            return prices;
        }

        private static void put(Map<Dimension, BigDecimal> prices, Dimension d, @Nullable BigDecimal price) {
            if (price != null) {
                prices.put(d, price);
            }
        }
    }
}
