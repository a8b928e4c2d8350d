package dev.slipway.vm.warm;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Unavailable;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.end.Deleting;
import dev.slipway.vm.launch.Launching;
import dev.slipway.vm.launch.Numbering;
import dev.slipway.vm.state.Lifecycle;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.warm.WarmPoolTable.Member;
import dev.slipway.vm.warm.WarmPoolTable.Row;
import dev.slipway.vm.work.VmHosts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps as many VMs waiting in each pool as are wanted: launches what is missing as the one who made the pool, and deletes
 * what is too many or of no use any more. Two nodes at it wait for each other at the pool's row.
 */
@Component
class WarmPoolKeeper {
    private static final Logger log = LoggerFactory.getLogger(WarmPoolKeeper.class);
    private static final Actor ACTOR = Actor.system("warm-pools");
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final int MADE_AT_ONCE = 3;
    private static final Numbering NAMES = new Numbering("warm-" + Numbering.PLACE, 1, OptionalInt.empty());

    private final WarmPoolTable table;
    private final Launching launching;
    private final Deleting deleting;
    private final VmStore store;
    private final VmHosts hosts;
    private final Actors actors;
    private final Changes changes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WarmPoolKeeper(
            WarmPoolTable table,
            Launching launching,
            Deleting deleting,
            VmStore store,
            VmHosts hosts,
            Actors actors,
            Changes changes,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.launching = launching;
        this.deleting = deleting;
        this.store = store;
        this.hosts = hosts;
        this.actors = actors;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT1S")
    void look() {
        for (var pool : table.all()) {
            attempt(pool, () -> {
                clear(pool);
                welcome(pool);
                fill(pool);
            });
        }
        table.orphans().forEach(this::discard);
    }

    private void attempt(Row pool, Runnable body) {
        try {
            body.run();
        } catch (Unavailable | TransientDataAccessException e) {
            log.debug("Warm pool {} has to wait: {}; the next look tries again", pool.id(), e.getMessage());
        } catch (NotFound e) {
            fail(
                    pool,
                    "Something it needs is not there any more, or not "
                            + pool.names().owner() + "'s: " + e.sentence());
        } catch (Problem e) {
            fail(pool, e.sentence());
        } catch (RuntimeException e) {
            log.error("Warm pool {} failed by a fault of ours; tried again in a minute", pool.id(), e);
            fail(pool, "No VM could be made for it by a fault of the portal.");
        }
    }

    /** What did not come up, or went off, is no good to anybody; and what is more than wanted. */
    private void clear(Row pool) {
        var members = living(table.members(pool.id()));
        for (var member : members) {
            if (isSpoilt(member)) {
                member.failure().ifPresent(why -> fail(pool, why));
                discard(member);
            }
        }
        members.stream()
                .filter(member -> !isSpoilt(member))
                .skip(pool.draft().wanted())
                .forEach(this::discard);
    }

    /** Those that have come up since. A guest with an agent is up when that answers; another as soon as it runs. */
    private void welcome(Row pool) {
        for (var member : table.members(pool.id())) {
            if (member.lifecycle() == Lifecycle.READY
                    && !member.ready()
                    && !member.silent()
                    && member.power() == ObservedPower.RUNNING
                    && isUp(pool, member)
                    && table.ready(member.vm())) {
                table.succeeded(pool.id());
                changes.announce(Topic.IMAGE, pool.id().value(), null);
            }
        }
    }

    private boolean isUp(Row pool, Member member) {
        try {
            return !pool.guestAgent()
                    || store.find(member.vm())
                            .map(vm -> hosts.hypervisor(vm).agentListens(vm.id().value()))
                            .orElse(false);
        } catch (HypervisorProblem | HostUnreachable e) {
            log.debug("Not known whether VM {} is up: {}", member.vm(), e.logDetail());
            return false;
        }
    }

    private void fill(Row pool) {
        for (int i = 0; i < MADE_AT_ONCE && isShort(pool); i++) {
            transaction.executeWithoutResult(
                    status -> table.lock(pool.id()).filter(this::isShort).ifPresent(this::launchOne));
        }
    }

    private boolean isShort(Row pool) {
        var members = living(table.members(pool.id()));
        var coming = members.stream()
                .filter(m -> m.lifecycle() == Lifecycle.LAUNCHING)
                .count();
        return members.size() < pool.draft().wanted()
                && coming < MADE_AT_ONCE
                && pool.nextTry().filter(clock.instant()::isBefore).isEmpty();
    }

    private void launchOne(Row pool) {
        var owner = actors.of(pool.owner(), ACTOR.origin());
        launching.warm(pool.draft().launch("warm"), NAMES, pool.id(), owner);
        changes.announce(Topic.IMAGE, pool.id().value(), null);
    }

    private static List<Member> living(List<Member> members) {
        return members.stream()
                .filter(m -> m.lifecycle() != Lifecycle.DELETING && !m.leaving())
                .toList();
    }

    private static boolean isSpoilt(Member member) {
        return switch (member.lifecycle()) {
            case FAILED, LOST -> true;
            case READY ->
                !member.busy()
                        && !member.silent()
                        && switch (member.power()) {
                            case OFF, CRASHED, MISSING, HIBERNATED -> true;
                            case RUNNING, PAUSED, SHUTTING_DOWN -> false;
                        };
            case LAUNCHING, DELETING, BINNED -> false;
        };
    }

    /** Under its row's lock, for it may just have been taken: then it is not ours any more. */
    private void discard(Member member) {
        try {
            transaction.executeWithoutResult(status -> store.lock(member.vm())
                    .filter(vm -> vm.warm().pool().isPresent())
                    .ifPresent(vm -> deleting.delete(vm.id(), ACTOR)));
        } catch (Problem e) {
            log.debug("VM {} of a warm pool is not deleted yet: {}", member.vm(), e.logDetail());
        } catch (TransientDataAccessException e) {
            log.debug("VM {} of a warm pool is not deleted yet: {}", member.vm(), e.getMessage());
        }
    }

    private void fail(Row pool, String why) {
        table.failed(pool.id(), why, clock.instant().plus(AFTER_FAILURE));
        changes.announce(Topic.IMAGE, pool.id().value(), null);
    }
}
