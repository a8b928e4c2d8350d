package dev.slipway.vm.bulk;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Unavailable;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.QuotaForecast;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmView;
import dev.slipway.vm.end.Deletions;
import dev.slipway.vm.lease.LeaseView;
import dev.slipway.vm.lease.Leases;
import dev.slipway.vm.tag.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * One verb for many VMs. Each of them is asked about, charged and told to the audit by the call that does it to one, in a
 * transaction of its own; so nothing here is in one.
 */
@Service
public class BulkActions {
    private final VirtualMachines machines;
    private final Deletions deletions;
    private final Tags tags;
    private final Leases leases;

    BulkActions(VirtualMachines machines, Deletions deletions, Tags tags, Leases leases) {
        this.machines = machines;
        this.deletions = deletions;
        this.tags = tags;
        this.leases = leases;
    }

    /** What {@link #run} would do right now. */
    public BulkPreview preview(BulkWish wish, Actor actor) {
        Map<VmId, VmView> found = found(wish, actor);
        Map<VmId, String> refused = new HashMap<>();
        wish.vms()
                .forEach(vm -> whyNot(wish, Optional.ofNullable(found.get(vm))).ifPresent(why -> refused.put(vm, why)));
        if (wish.verb() == BulkVerb.EXTEND_LEASE) {
            refused.putAll(whyNotExtended(List.copyOf(found.keySet()), actor));
        }
        Optional<QuotaPreview> quota = Optional.empty();
        if (wish.verb() == BulkVerb.START) {
            List<VmId> asked =
                    wish.vms().stream().filter(vm -> !refused.containsKey(vm)).toList();
            QuotaForecast forecast = machines.forecastStarts(asked, actor);
            for (int i = 0; i < asked.size(); i++) {
                VmId vm = asked.get(i);
                forecast.refusals().get(i).ifPresent(why -> refused.put(vm, why));
            }
            quota = Optional.of(forecast.together());
        }
        List<VmView> willing = wish.vms().stream()
                .filter(vm -> !refused.containsKey(vm))
                .flatMap(vm -> Optional.ofNullable(found.get(vm)).stream())
                .toList();
        List<BulkPreview.Line> lines = wish.vms().stream()
                .map(vm -> new BulkPreview.Line(vm, name(found, vm), Optional.ofNullable(refused.get(vm))))
                .toList();
        Set<VmId> kept = wish.verb() == BulkVerb.DELETE
                ? deletions.kept(willing.stream().map(VmView::id).toList(), actor)
                : Set.of();
        return new BulkPreview(Consequences.of(wish, willing, kept), quota, lines);
    }

    /** One after the other, in the order of the wish. What was refused is told with the others. */
    public List<BulkResult> run(BulkWish wish, Actor actor) {
        Map<VmId, VmView> found = found(wish, actor);
        return wish.vms().stream()
                .map(vm -> one(wish, vm, name(found, vm), actor))
                .toList();
    }

    private BulkResult one(BulkWish wish, VmId vm, Optional<String> name, Actor actor) {
        try {
            return new BulkResult(vm, name, act(wish, vm, actor), Optional.empty());
        } catch (Problem refusal) {
            return new BulkResult(vm, name, Optional.empty(), Optional.of(refusal));
        } catch (DataAccessException e) {
            // What was done to those before it is to be told all the same.
            return new BulkResult(vm, name, Optional.empty(), Optional.of(busy(e)));
        }
    }

    private Optional<OperationId> act(BulkWish wish, VmId vm, Actor actor) {
        return switch (wish.verb()) {
            case START -> Optional.of(machines.start(vm, actor));
            case SHUTDOWN -> Optional.of(machines.shutdown(vm, actor));
            case REBOOT -> Optional.of(machines.reboot(vm, actor));
            case PAUSE -> Optional.of(machines.pause(vm, actor));
            case RESUME -> Optional.of(machines.resume(vm, actor));
            case HIBERNATE -> Optional.of(machines.hibernate(vm, actor));
            case FORCE_OFF -> Optional.of(machines.forceOff(vm, actor));
            case DELETE -> Optional.of(machines.delete(vm, actor));
            case EXTEND_LEASE -> {
                leases.extend(vm, actor);
                yield Optional.empty();
            }
            case ADD_TAG -> {
                tags.add(vm, wish.tag().orElseThrow(), actor);
                yield Optional.empty();
            }
            case REMOVE_TAG -> {
                tags.remove(vm, wish.tag().orElseThrow(), actor);
                yield Optional.empty();
            }
        };
    }

    private Map<VmId, String> whyNotExtended(List<VmId> vms, Actor actor) {
        Map<VmId, LeaseView> known = leases.of(vms, actor);
        Map<VmId, String> refused = new HashMap<>();
        for (VmId vm : vms) {
            Optional<LeaseView> lease = Optional.ofNullable(known.get(vm));
            lease.map(LeaseView::whyNot)
                    .orElse(Optional.of("It stays for as long as it is wanted, so there is nothing to extend."))
                    .ifPresent(why -> refused.put(vm, why));
        }
        return refused;
    }

    private Map<VmId, VmView> found(BulkWish wish, Actor actor) {
        return machines.find(wish.vms(), actor).stream().collect(Collectors.toMap(VmView::id, Function.identity()));
    }

    private static Optional<String> name(Map<VmId, VmView> found, VmId vm) {
        return Optional.ofNullable(found.get(vm)).map(VmView::name);
    }

    private static Optional<String> whyNot(BulkWish wish, Optional<VmView> vm) {
        if (vm.isEmpty()) {
            return Optional.of(NotFound.of("VM").sentence());
        }
        return wish.verb()
                .action()
                .flatMap(action -> Optional.ofNullable(vm.get().refusedActions().get(action)))
                .or(() -> wish.verb() == BulkVerb.ADD_TAG
                        ? vm.get().tags().whyNotPlus(wish.tag().orElseThrow())
                        : Optional.empty());
    }

    private static Problem busy(DataAccessException e) {
        return new Unavailable(
                "database-busy",
                "The portal's database did not answer in time. Nothing was changed of this VM; try again in a moment.",
                null,
                e);
    }
}
