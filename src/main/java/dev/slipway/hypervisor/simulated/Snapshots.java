package dev.slipway.hypervisor.simulated;

import static dev.slipway.hypervisor.simulated.Disks.problem;

import dev.slipway.hypervisor.DomainSnapshot;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What is kept of this machine's domains: what was on the disk, and how the domain was. It goes with the domain. */
final class Snapshots {
    private final Supplier<Disks> disks;
    private final Domains domains;
    private final Map<UUID, Map<UUID, Kept>> kept = new HashMap<>();

    private record Kept(DomainSnapshot snapshot, Optional<DomainSpec> spec, UUID written) {}

    Snapshots(Supplier<Disks> disks, Domains domains) {
        this.disks = disks;
        this.domains = domains;
    }

    synchronized List<UUID> of(UUID domain) {
        return domains.observe(domain).isEmpty()
                ? List.of()
                : List.copyOf(kept.getOrDefault(domain, Map.of()).keySet());
    }

    synchronized void take(UUID id, DomainSnapshot snapshot) {
        var domain = domains.require(id);
        if (kept.getOrDefault(id, Map.of()).containsKey(snapshot.id())) {
            return;
        }
        if (domain.isOn() != snapshot.withMemory()) {
            throw problem(Kind.WRONG_POWER_STATE, "The VM is not as it is to be kept.", id.toString());
        }
        if (domain.spec().map(DomainSpec::disk).filter(snapshot.disk()::equals).isEmpty()) {
            throw problem(Kind.NO_SUCH_VOLUME, "The VM has another disk.", snapshot.toString());
        }
        kept.computeIfAbsent(id, i -> new LinkedHashMap<>())
                .put(
                        snapshot.id(),
                        new Kept(snapshot, domain.spec(), disks.get().written(snapshot.disk())));
    }

    synchronized void revert(UUID id, UUID snapshot, boolean run) {
        domains.require(id);
        var then = kept.getOrDefault(id, Map.of()).get(snapshot);
        if (then == null) {
            throw problem(Kind.NO_SUCH_SNAPSHOT, "The host has no such snapshot.", snapshot.toString());
        }
        disks.get().receive(then.snapshot().disk(), then.written());
        domains.back(id, then.spec(), run && then.snapshot().withMemory());
    }

    synchronized void delete(UUID id, UUID snapshot) {
        kept.getOrDefault(id, new HashMap<>()).remove(snapshot);
    }
}
