package dev.slipway.host;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes one waiting thread; rung while nobody waits, it is heard at the next wait. Rung often is rung once. */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private boolean pending;

    void ring() {
        lock.lock();
        try {
            pending = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!pending && left > 0) {
                left = rung.awaitNanos(left);
            }
            pending = false;
        } finally {
            lock.unlock();
        }
    }

    /** Lets a burst of rings pass, which then count as none. */
    void settle(Duration burst) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(burst.toNanos());
        lock.lock();
        try {
            pending = false;
        } finally {
            lock.unlock();
        }
    }
}
