package dev.slipway.vm.outside;

import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.adopt.AdoptedRows;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what VMs are on their hosts, and notices that one was renamed or redefined there. Shown and told; charges stay with what is written here. */
@Component
public class OutsideDefinitions {
    private static final Actor ACTOR = Actor.system("vm-reconciler");

    private final Hypervisors hypervisors;
    private final VmStore store;
    private final AdoptedRows adopted;
    private final OutsideDefinitionRows rows;
    private final DefinitionRows definitions;
    private final OutsideDrives drives;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OutsideDefinitions(
            Hypervisors hypervisors,
            VmStore store,
            AdoptedRows adopted,
            OutsideDefinitionRows rows,
            DefinitionRows definitions,
            OutsideDrives drives,
            Changes changes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.hypervisors = hypervisors;
        this.store = store;
        this.adopted = adopted;
        this.rows = rows;
        this.definitions = definitions;
        this.drives = drives;
        this.changes = changes;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    public void look(HostId host, VmId id) {
        hypervisors.on(host).describe(id.value()).ifPresent(now -> {
            if (!rows.isAsWritten(id, now)) {
                transaction.executeWithoutResult(status -> store.lock(id)
                        .filter(vm -> vm.host().equals(Optional.of(host)))
                        .filter(vm -> vm.lifecycle().isWhole() && vm.underWay().isEmpty())
                        .ifPresent(vm -> compare(vm, now)));
            }
            drives.compare(host, id, now);
            definitions.keep(id, now.definition());
        });
    }

    private void compare(VmRow vm, DomainDescription now) {
        var before = Optional.ofNullable(rows.of(List.of(vm.id())).get(vm.id()));
        var seen = new OutsideDefinition(now.name(), now.vcpus(), now.memoryMib(), clock.instant());
        if (!seen.differsInSize(vm) && seen.name().equals(name(vm))) {
            if (rows.remove(vm.id())) {
                changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
            }
        } else if (before.filter(b -> same(b, seen)).isEmpty()) {
            rows.put(vm.id(), seen);
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
            events.publishEvent(ACTOR.did(
                    seen.differsInSize(vm) ? "vm.redefined-outside" : "vm.renamed-outside",
                    "vm",
                    vm.id().value(),
                    vm.name(),
                    vm.owner().project(),
                    seen.sentence(vm)));
        }
    }

    private static boolean same(OutsideDefinition a, OutsideDefinition b) {
        return a.name().equals(b.name()) && a.vcpus() == b.vcpus() && a.memoryMib() == b.memoryMib();
    }

    /** As we wrote it, or as we found it. */
    private String name(VmRow vm) {
        return adopted.find(vm.id()).map(AdoptedRows.Found::domainName).orElseGet(() -> VmHosts.domainName(vm));
    }
}
