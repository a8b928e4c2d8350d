package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.metrics.MetricSample;
import dev.slipway.metrics.MetricSample.Used;
import dev.slipway.metrics.Metrics;
import dev.slipway.vm.VirtualMachines;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Metrics")
class MetricsController {
    private static final Duration UNLESS_TOLD = Duration.ofHours(1);

    private final Metrics metrics;
    private final VirtualMachines machines;
    private final Clock clock;

    MetricsController(Metrics metrics, VirtualMachines machines, Clock clock) {
        this.metrics = metrics;
        this.machines = machines;
        this.clock = clock;
    }

    /**
     * An average over the seconds that end at that moment.
     *
     * @param cores processors that were busy all the time
     * @param readBps bytes a second
     */
    record MetricBody(
            Instant at,
            long seconds,
            double cores,
            long memoryMib,
            long readBps,
            long writtenBps,
            long receivedBps,
            long sentBps) {
        static MetricBody of(MetricSample sample) {
            Used used = sample.used();
            return new MetricBody(
                    sample.at(),
                    sample.over().toSeconds(),
                    used.cores(),
                    used.memoryMib(),
                    used.readBps(),
                    used.writtenBps(),
                    used.receivedBps(),
                    used.sentBps());
        }
    }

    @GetMapping("/vms/{vm}/metrics")
    @Operation(summary = "What a VM used over time, the last hour unless told otherwise")
    List<MetricBody> vm(
            @PathVariable String vm,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            Actor actor) {
        var machine = machines.get(VmId.parse(vm), actor);
        Span span = Span.of(from, until, UNLESS_TOLD, clock);
        return bodies(metrics.ofVm(machine.id(), machine.scope(), span.from(), span.until(), actor));
    }

    @GetMapping("/hosts/{host}/metrics")
    @Operation(summary = "What a host used over time, the last hour unless told otherwise")
    List<MetricBody> host(
            @PathVariable String host,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            Actor actor) {
        Span span = Span.of(from, until, UNLESS_TOLD, clock);
        return bodies(metrics.ofHost(HostId.parse(host), span.from(), span.until(), actor));
    }

    private static List<MetricBody> bodies(List<MetricSample> samples) {
        return samples.stream().map(MetricBody::of).toList();
    }
}
