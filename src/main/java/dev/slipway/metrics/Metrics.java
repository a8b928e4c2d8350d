package dev.slipway.metrics;

import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What hosts and VMs used over time, in the order of time: by the minute for the last hours, by the half hour before. A gap
 * is time in which it was off, or nobody watched.
 */
@Service
@Transactional(readOnly = true)
public class Metrics {
    private static final Duration LONGEST = Duration.ofDays(93);

    private final MetricRows rows;
    private final MetricsSettings settings;
    private final Hosts hosts;
    private final Clock clock;

    Metrics(MetricRows rows, MetricsSettings settings, Hosts hosts, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.hosts = hosts;
        this.clock = clock;
    }

    /** @throws dev.slipway.kernel.NotFound if there is no such host, or the actor may not know */
    public List<MetricSample> ofHost(HostId host, Instant from, Instant until, Actor actor) {
        return read(hosts.get(host, actor).id().value(), from, until);
    }

    /** @param scope the VM's, as its façade told; who may see the VM may see this */
    public List<MetricSample> ofVm(VmId vm, Scope scope, Instant from, Instant until, Actor actor) {
        actor.require(Permission.VM_READ, Permission.VM_READ, scope, "VM");
        return read(vm.value(), from, until);
    }

    /**
     * Those of these that are idle, whatever they are now. By what was kept: no host is asked.
     *
     * @param scope of all of them, as their façade told; who may see the VMs may see this
     */
    public Map<VmId, Idle> idle(Collection<VmId> vms, Scope scope, Actor actor) {
        actor.require(Permission.VM_READ, Permission.VM_READ, scope, "VM");
        var now = clock.instant();
        var found = rows.idle(vms.stream().map(VmId::value).toList(), now.minus(Idle.LEAST), now);
        return found.stream().collect(Collectors.toMap(VmId::new, vm -> new Idle(rows.idleSince(vm))));
    }

    private List<MetricSample> read(UUID subject, Instant from, Instant until) {
        if (!from.isBefore(until)) {
            throw new InvalidRequest("invalid-span", "from", "The span ends before it begins. Give an earlier from.");
        }
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new InvalidRequest(
                    "invalid-span", "from", "At most " + LONGEST.toDays() + " days at once. Give a later from.");
        }
        boolean minutesReach = !from.isBefore(clock.instant().minus(settings.keepMinutes()));
        return minutesReach ? rows.readMinutes(subject, from, until) : rows.read(subject, from, until);
    }
}
