package dev.slipway.vm.autosnapshot;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.snapshot.Snapshots;
import dev.slipway.vm.state.Lifecycle;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** One snapshot of a plan, from its time to the end of the oldest; each in the caller's transaction. */
@Component
class PlannedSnapshot {
    static final Actor ACTOR = Actor.system("snapshot-plan");
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    /** Later than that it is not the moment any more that somebody chose. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final VmStore store;
    private final PlanRows rows;
    private final Snapshots snapshots;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PlannedSnapshot(
            VmStore store,
            PlanRows rows,
            Snapshots snapshots,
            Changes changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.rows = rows;
        this.snapshots = snapshots;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /** Its time has come. One that is not there goes on with its plan when it is. */
    void pass(VmId id, Instant now) {
        var vm = store.lock(id);
        rows.lock(id).filter(row -> !row.nextAt().isAfter(now)).ifPresent(row -> {
            boolean wanted = vm.filter(v -> v.lifecycle() == Lifecycle.READY).isPresent();
            put(row.passed(wanted, now), vm);
        });
    }

    /** @throws Problem if it cannot be taken now */
    void take(VmId id, Instant now) {
        var vm = store.lock(id);
        rows.lock(id).filter(row -> isNow(row, now)).ifPresent(row -> {
            snapshots.take(id, name(row, now), "", ACTOR);
            put(row.taken(now), vm);
        });
    }

    /** By its time, unless it comes so late that this would be misleading. */
    private static SnapshotName name(PlanRow row, Instant now) {
        var due = row.due().orElseThrow().at();
        var named = now.isAfter(due.plus(PATIENCE)) ? now : due;
        return new SnapshotName(
                "Automatic " + NAME.format(named.atZone(row.plan().zone())));
    }

    private static boolean isNow(PlanRow row, Instant now) {
        return row.due().filter(due -> !due.retryAt().isAfter(now)).isPresent();
    }

    void notTaken(VmId id, Problem why) {
        rows.lock(id)
                .ifPresent(row -> row.due().ifPresent(due -> {
                    var vm = store.find(id);
                    var now = clock.instant();
                    var words = "The snapshot of "
                            + NAME.format(due.at().atZone(row.plan().zone())) + " was not taken: " + why.sentence();
                    if (now.isAfter(due.at().plus(PATIENCE)) || why.code().equals("snapshot-name-taken")) {
                        put(row.givenUp(words), vm);
                        vm.ifPresent(v -> missed(v, words));
                    } else {
                        boolean busy = why.code().equals("busy");
                        put(
                                row.again(
                                        now.plus(busy ? SOON : AGAIN),
                                        busy ? row.note() : Optional.of(words + " That is tried for an hour.")),
                                vm);
                    }
                }));
    }

    private void missed(VmRow vm, String words) {
        events.publishEvent(ACTOR.did(
                "vm.snapshot-missed",
                "vm",
                vm.id().value(),
                vm.name(),
                vm.owner().project(),
                words));
    }

    /** @throws Problem if the oldest of too many cannot be deleted now */
    void prune(VmId id, Instant now) {
        var vm = store.lock(id);
        rows.lock(id)
                .filter(row -> row.pruneAt().filter(at -> !at.isAfter(now)).isPresent())
                .ifPresent(row -> {
                    var oldest = rows.tooMany(id, ACTOR.name(), row.plan().keep());
                    oldest.ifPresent(snapshot -> snapshots.delete(id, snapshot, ACTOR));
                    put(row.pruning(oldest.map(s -> now.plus(SOON)), row.note()), vm);
                });
    }

    void notPruned(VmId id, Problem why) {
        rows.lock(id).ifPresent(row -> {
            boolean busy = why.code().equals("busy");
            put(
                    row.pruning(
                            Optional.of(clock.instant().plus(busy ? SOON : AGAIN)),
                            busy
                                    ? row.note()
                                    : Optional.of("The oldest of its automatic snapshots could not be deleted yet: "
                                            + why.sentence())),
                    store.find(id));
        });
    }

    private void put(PlanRow row, Optional<VmRow> vm) {
        rows.put(row);
        vm.ifPresent(v -> changes.announce(Topic.VM, v.id().value(), v.owner().project()));
    }
}
