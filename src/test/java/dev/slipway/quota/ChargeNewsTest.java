package dev.slipway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.ProjectId;
import dev.slipway.live.Change;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChargeNewsTest {
    private static final Amounts ONE = new Amounts(0, 0, 0, 1, 0, 0);
    private static final int MANY = 300;

    private final QuotaNode node = new QuotaNode(QuotaNode.freshSchema());
    private final QuotaPath path = QuotaNode.path();
    private final Queue<Change> told = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void listen() {
        node.get(Changes.class).subscribe(told::add);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void tellsOfTheProjectAndOfItsTenant() {
        node.charge(key(), path, ONE);

        Awaitility.await()
                .untilAsserted(() -> assertThat(told)
                        .contains(
                                new Change(Topic.QUOTA, path.project().value(), path.project()),
                                new Change(Topic.QUOTA, path.tenant().value(), null)));
    }

    @Test
    void tellsBothSidesOfAMove() {
        ChargeKey key = key();
        node.charge(key, path, ONE);
        QuotaPath other = QuotaNode.path();

        node.inTransaction(() -> node.quotas().move(other, key));

        tellsOf(other.project());
    }

    @Test
    void tellsNothingOfWhatIsRolledBack() {
        QuotaPath never = QuotaNode.path();
        assertThatThrownBy(() -> node.inTransaction(() -> {
                    node.quotas().charge(never, Map.of(key(), ONE));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        node.charge(key(), path, ONE);

        tellsOf(path.project());
        assertThat(told).noneMatch(c -> never.project().equals(c.project()));
    }

    /** However many charges there are, and the last one is told of. */
    @Test
    void aBusyProjectIsToldOfAtMostTenTimesASecond() {
        long began = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            node.charge(key(), path, ONE);
        }
        int before = rows();
        Awaitility.await().untilAsserted(() -> assertThat(rows()).isGreaterThan(0));
        node.charge(key(), path, ONE);
        Awaitility.await().untilAsserted(() -> assertThat(rows()).isGreaterThan(before));

        long tenths = Duration.ofNanos(System.nanoTime() - began).toMillis() / 100;
        assertThat((long) rows()).isLessThanOrEqualTo(tenths + 2).isLessThan(MANY);
    }

    private void tellsOf(ProjectId project) {
        Awaitility.await().untilAsserted(() -> assertThat(told).anyMatch(c -> project.equals(c.project())));
    }

    private int rows() {
        return node.jdbc()
                .queryForList(
                        "select id from change_feed where project = ?",
                        path.project().value())
                .size();
    }

    private static ChargeKey key() {
        return new ChargeKey(ChargeKey.Kind.VM, UUID.randomUUID());
    }
}
