package dev.slipway.vm.serial;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down who has read what a VM said. Somebody who follows a VM for an hour is written down now and then, not every second. */
@Component
class SerialReading {
    private static final Duration ONE_READING = Duration.ofMinutes(10);

    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<Reader, Instant> readers = new ConcurrentHashMap<>();

    private record Reader(Optional<UserId> user, VmId vm) {}

    SerialReading(ApplicationEventPublisher events, TransactionTemplate transaction, Clock clock) {
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    void by(Actor actor, VmRow vm) {
        var now = clock.instant();
        readers.values().removeIf(at -> !at.plus(ONE_READING).isAfter(now));
        var reader = new Reader(Optional.ofNullable(actor.user()), vm.id());
        if (readers.putIfAbsent(reader, now) == null) {
            try {
                transaction.executeWithoutResult(status -> events.publishEvent(actor.did(
                        "vm.read-boot-log",
                        "vm",
                        vm.id().value(),
                        vm.name(),
                        vm.owner().project(),
                        "Read its boot log.")));
            } catch (RuntimeException e) {
                // What is not written down is not read, now or at the next try.
                readers.remove(reader, now);
                throw e;
            }
        }
    }
}
