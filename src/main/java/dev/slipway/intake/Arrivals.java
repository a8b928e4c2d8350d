package dev.slipway.intake;

import dev.slipway.kernel.IntakeId;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Who writes which file on this node: one connection each, and the one that comes last is the one that counts, for the
 * others are likely dead without knowing it. Keeps the checksums under way; a node that has none leaves them to the operation,
 * which reads the file.
 */
@Component
class Arrivals implements DisposableBean {
    private record Digested(long upTo, MessageDigest digest) {}

    private final IntakeFiles files;
    private final IntakeTable table;
    private final Map<IntakeId, Arrival> writing = new ConcurrentHashMap<>();
    private final Map<IntakeId, Digested> digests = new ConcurrentHashMap<>();

    Arrivals(IntakeFiles files, IntakeTable table) {
        this.files = files;
        this.table = table;
    }

    /** @param recorded asked once no other connection writes: how much is here for certain */
    Arrival begin(IntakeId id, LongSupplier recorded) {
        return writing.compute(id, (same, earlier) -> {
            if (earlier != null) {
                keep(id, earlier);
            }
            long offset = recorded.getAsLong();
            return Arrival.at(
                    id, files.received(id), offset, digest(id, offset), received -> table.received(id, received));
        });
    }

    /** @return how much is here now */
    long end(IntakeId id, Arrival arrival) {
        try {
            return keep(id, arrival);
        } finally {
            writing.remove(id, arrival);
        }
    }

    private long keep(IntakeId id, Arrival arrival) {
        long offset = arrival.end();
        arrival.digest().ifPresentOrElse(d -> digests.put(id, new Digested(offset, d)), () -> digests.remove(id));
        return offset;
    }

    private @Nullable MessageDigest digest(IntakeId id, long offset) {
        var kept = digests.remove(id);
        if (kept != null && kept.upTo() == offset) {
            return kept.digest();
        }
        return offset == 0 ? Checksum.Kind.SHA256.digest() : null;
    }

    /** Of a connection that is open on this node. */
    OptionalLong offset(IntakeId id) {
        var arrival = writing.get(id);
        return arrival == null ? OptionalLong.empty() : OptionalLong.of(arrival.offset());
    }

    /** Of the whole file, if it was seen as a whole here; asked once. */
    Optional<String> sha256(IntakeId id, long bytes) {
        return Optional.ofNullable(digests.remove(id))
                .filter(d -> d.upTo() == bytes)
                .map(d -> Checksum.hex(d.digest()));
    }

    void forget(IntakeId id) {
        var arrival = writing.remove(id);
        if (arrival != null) {
            arrival.end();
        }
        digests.remove(id);
    }

    @Override
    public void destroy() {
        writing.forEach(this::end);
    }
}
