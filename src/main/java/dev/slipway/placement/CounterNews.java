package dev.slipway.placement;

import dev.slipway.kernel.HostId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells that what is promised on a host has changed: other nodes by the change feed, this one at once. */
@Component
class CounterNews {
    private final Changes changes;
    private final List<Consumer<HostId>> listeners = new CopyOnWriteArrayList<>();

    CounterNews(Changes changes) {
        this.changes = changes;
    }

    /** Told when the transaction is over, also after a rollback: somebody in it may have looked. */
    void listen(Consumer<HostId> listener) {
        listeners.add(listener);
    }

    /** In the transaction that changes it. */
    void changed(HostId host) {
        changes.announce(Topic.CAPACITY, host.value(), null);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                listeners.forEach(listener -> listener.accept(host));
            }
        });
    }
}
