package dev.slipway.ui.vm;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Actors;
import dev.slipway.metrics.MetricSample;
import dev.slipway.metrics.Metrics;
import dev.slipway.ui.component.Actions;
import dev.slipway.ui.component.Plot.Mark;
import dev.slipway.ui.metrics.MetricPlots;
import dev.slipway.vm.VmView;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/** What a VM used, and what happened to it meanwhile. */
@Component
class VmUse {
    /** More would hide the lines. */
    private static final int MOST_EVENTS = 100;

    /** What changes nothing of how a VM runs. */
    private static final Set<String> QUIET = Set.of(
            "vm.tag",
            "vm.protect",
            "vm.unprotect",
            "vm.restart-policy",
            "vm.set-password",
            "vm.delete-snapshot",
            "vm.renamed-outside",
            "console.open");

    private final Metrics metrics;
    private final AuditTrail audit;
    private final Actors actors;

    VmUse(Metrics metrics, AuditTrail audit, Actors actors) {
        this.metrics = metrics;
        this.audit = audit;
        this.actors = actors;
    }

    MetricPlots.Source of(VmView vm) {
        return new MetricPlots.Source() {
            @Override
            public List<MetricSample> read(Instant from, Instant until) {
                return metrics.ofVm(vm.id(), vm.scope(), from, until, actors.current());
            }

            @Override
            public List<Mark> events(Instant from, Instant until) {
                var page = PageRequest.of(0, MOST_EVENTS);
                return audit.doneTo(vm.id().value(), vm.scope(), from, until, page, actors.current()).stream()
                        .filter(entry -> !QUIET.contains(entry.action()))
                        .map(VmUse::mark)
                        .toList();
            }
        };
    }

    private static Mark mark(AuditEntry entry) {
        return new Mark(entry.at(), Actions.words(entry.action()) + " · " + entry.actor());
    }
}
