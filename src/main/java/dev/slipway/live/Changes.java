package dev.slipway.live;

import dev.slipway.kernel.ProjectId;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The change feed, shared by all portal nodes. */
@Service
public class Changes {
    /** Stops a subscription; twice is as good as once. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Tells every node after the running transaction has committed; nothing if it rolls back. */
    public void announce(Topic topic, UUID id, @Nullable ProjectId project) {
        throw new UnsupportedOperationException();
    }

    /** Told of every change on any node, within about half a second, on a thread of ours: must return quickly. */
    public Subscription subscribe(Consumer<Change> listener) {
        throw new UnsupportedOperationException();
    }
}
