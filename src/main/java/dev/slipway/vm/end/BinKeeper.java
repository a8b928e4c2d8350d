package dev.slipway.vm.end;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.Lifecycle;
import dev.slipway.vm.state.VmStore;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes for good what has been in the recycle bin long enough. Several nodes may do it at once: the row is locked
 * and looked at again, so that what was restored or begun a moment ago is left alone.
 */
@Component
class BinKeeper {
    private static final Logger log = LoggerFactory.getLogger(BinKeeper.class);
    private static final Actor ACTOR = Actor.system("recycle-bin");

    private final BinRows rows;
    private final VmStore store;
    private final Deleting deleting;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BinKeeper(BinRows rows, VmStore store, Deleting deleting, TransactionTemplate transaction, Clock clock) {
        this.rows = rows;
        this.store = store;
        this.deleting = deleting;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void look() {
        var now = clock.instant();
        for (var vm : rows.due(now)) {
            try {
                transaction.executeWithoutResult(status -> purge(vm, now));
            } catch (Problem e) {
                log.debug("VM {} is not deleted for good yet: {}", vm, e.logDetail());
            } catch (RuntimeException e) {
                log.warn("VM {} could not be deleted for good; the next look tries it", vm, e);
            }
        }
    }

    private void purge(VmId vm, Instant now) {
        store.lock(vm)
                .filter(v -> v.lifecycle() == Lifecycle.BINNED)
                .filter(v -> v.end().purgeAt().filter(at -> !at.isAfter(now)).isPresent())
                .ifPresent(v -> deleting.forGood(vm, ACTOR));
    }
}
