package dev.slipway.catalog;

import java.util.concurrent.Semaphore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Lets only so many images be copied at once by this node: more would only make each slower. */
@Component
@EnableConfigurationProperties(StagingProperties.class)
class TransferSlots {
    private final Semaphore free;

    TransferSlots(StagingProperties properties) {
        free = new Semaphore(properties.transfersAtOnce());
    }

    /** @return false if all are taken: ask again in a second */
    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }
}
