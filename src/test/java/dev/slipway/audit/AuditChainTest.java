package dev.slipway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.ProjectId;
import dev.slipway.quota.QuotaNode;
import dev.slipway.testing.MovableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever tampers with the record, by the database's own language, is found. */
class AuditChainTest {
    private static final String URL = QuotaNode.freshSchema();
    private static final Actor ADA = Actor.system("ada");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-10T10:00:00Z"));
    private final QuotaNode node = new QuotaNode(URL, clock);
    private final JdbcTemplate jdbc = node.get(JdbcTemplate.class);
    private final AuditRows entries = new AuditRows(jdbc, clock);
    private final ChainRows rows = new ChainRows(jdbc);

    @TempDir
    Path state;

    private AnchorFile anchors;
    private Chainer chainer;
    private ChainCheck check;

    @BeforeEach
    void start() {
        jdbc.update("delete from audit_entry");
        jdbc.update("delete from audit_link");
        jdbc.update("update audit_chain set chain_id = uuid()");
        anchors = new AnchorFile(state);
        chainer = new Chainer(rows, anchors, node.get(TransactionTemplate.class), clock);
        check = new ChainCheck(rows, anchors, clock);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void tell(int howMany) {
        for (int i = 0; i < howMany; i++) {
            entries.addDone(ADA.did("vm.start", "vm", UUID.randomUUID(), "web-" + i, ProjectId.random(), "Started."));
            clock.advance(Duration.ofMinutes(1));
        }
    }

    private ChainVerdict verify() {
        return check.verify(Optional.empty());
    }

    @Test
    void linksEachEntryOnceAndSaysThatAllIsIntact() {
        assertThat(verify().sentence()).isEqualTo("0 entries, intact.");
        tell(5);
        assertThat(verify().waiting()).isEqualTo(5);
        chainer.run();
        tell(2);
        chainer.run();
        chainer.run();
        ChainVerdict verdict = verify();
        assertThat(verdict.isIntact()).isTrue();
        assertThat(verdict.entries()).isEqualTo(7);
        assertThat(verdict.waiting()).isZero();
        assertThat(verdict.sentence()).matches("7 entries, intact up to 7:[0-9a-f]{64}\\.");
        assertThat(check.verify(verdict.head()).isIntact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set detail = 'Nothing.' where id = ?",
                "update audit_entry set actor_name = 'bob' where id = ?",
                "update audit_entry set at = at + interval 1 microsecond where id = ?",
                "update audit_entry set target_name = concat(target_name, ' ') where id = ?",
                "update audit_entry set outcome = 'REFUSED', code = 'forbidden' where id = ?",
                "update audit_entry set project_id = null where id = ?",
                "update audit_entry set origin = '', actor_name = concat(actor_name, origin) where id = ?",
                "delete from audit_entry where id = ?",
                "delete from audit_link where entry_id = ?",
                "update audit_link set hash = unhex(repeat('00', 32)) where entry_id = ?",
                "update audit_link set seq = seq + 1000 where entry_id = ?"
            })
    void findsWhatWasChangedOrDeleted(String tampering) {
        tell(6);
        chainer.run();
        assertThat(jdbc.update(tampering, id(3))).isEqualTo(1);
        ChainVerdict verdict = verify();
        assertThat(verdict.isIntact()).isFalse();
        assertThat(verdict.entries()).isEqualTo(3);
        assertThat(verdict.sentence()).startsWith("Not intact.").contains("3 entries before");
    }

    @Test
    void findsADeletionThatTookItsLinkAlong() {
        tell(6);
        chainer.run();
        long victim = id(3);
        jdbc.update("delete from audit_entry where id = ?", victim);
        jdbc.update("delete from audit_link where entry_id = ?", victim);
        assertThat(verify().broken()).hasValueSatisfying(b -> assertThat(b).contains("Number 4"));
        jdbc.update("update audit_link set seq = seq - 1 where seq > 4 order by seq");
        assertThat(verify().entries()).isEqualTo(3);
        assertThat(verify().isIntact()).isFalse();
    }

    @Test
    void findsTwoThatChangedPlaces() {
        tell(6);
        chainer.run();
        long a = id(2);
        long b = id(4);
        jdbc.update("update audit_link set entry_id = -1 where entry_id = ?", a);
        jdbc.update("update audit_link set entry_id = ? where entry_id = ?", a, b);
        jdbc.update("update audit_link set entry_id = ? where entry_id = -1", b);
        assertThat(verify().entries()).isEqualTo(2);
        assertThat(verify().isIntact()).isFalse();
    }

    @Test
    void findsWhatWasInsertedLater() {
        tell(60);
        chainer.run();
        jdbc.update(
                "insert into audit_entry (at, actor_name, origin, action, target_type, target_name, outcome, detail)"
                        + " values ('2026-11-10 10:05:00', 'bob', '::1', 'vm.delete', 'vm', 'web-1', 'DONE', 'Deleted.')");
        assertThat(verify().broken()).hasValueSatisfying(b -> assertThat(b).contains("not in the chain"));
        chainer.run();
        assertThat(verify().broken()).hasValueSatisfying(b -> assertThat(b).contains("inserted later"));
        assertThat(verify().entries()).isEqualTo(60);
    }

    @Test
    void findsThatTheEndWasCutOffEvenAfterItGrewAgain() {
        tell(6);
        chainer.run();
        cutOff(2);
        assertThat(verify().broken()).hasValueSatisfying(b -> assertThat(b).contains("once had 6 entries"));
        tell(1);
        chainer.run();
        assertThat(verify().broken()).hasValueSatisfying(b -> assertThat(b).contains("once had 6 entries"));
        tell(4);
        chainer.run();
        assertThat(verify().isIntact()).isFalse();
    }

    @Test
    void findsAChainThatWasMadeAnewByAnAnchorKeptElsewhere() throws Exception {
        tell(6);
        chainer.run();
        ChainAnchor kept = verify().head().orElseThrow();
        jdbc.update("update audit_entry set detail = 'Nothing.' where id = ?", id(1));
        jdbc.update("delete from audit_link");
        new Chainer(rows, anchors, node.get(TransactionTemplate.class), clock).run();
        assertThat(verify().broken()).hasValueSatisfying(b -> assertThat(b).contains("made anew"));
        Files.delete(state.resolve("audit-anchor"));
        assertThat(verify().isIntact()).as("our own memory is gone").isTrue();
        assertThat(check.verify(Optional.of(kept)).broken())
                .hasValueSatisfying(b -> assertThat(b).contains("made anew"));
        assertThatThrownBy(() -> ChainAnchor.parse("6:" + kept.hash() + "0")).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void letsChangesGoOnAndLinksThoseThatCommitLate() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        try (var pool = Executors.newSingleThreadExecutor()) {
            Future<?> slow = pool.submit(() -> node.inTransaction(() -> {
                tell(1);
                told.countDown();
                try {
                    commit.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            told.await();
            tell(3);
            chainer.run();
            assertThat(verify().entries()).as("does not wait for the open one").isEqualTo(3);
            commit.countDown();
            slow.get();
        }
        chainer.run();
        assertThat(verify().entries()).isEqualTo(4);
        assertThat(verify().isIntact()).isTrue();
    }

    @Test
    void nodesThatLinkAtOnceMakeOneChain() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Chainer other = new Chainer(rows, anchors, node.get(TransactionTemplate.class), clock);
                all.add(() -> {
                    for (int n = 0; n < 10; n++) {
                        entries.addDone(ADA.did("vm.start", "vm", UUID.randomUUID(), "web", null, "Started."));
                        other.run();
                    }
                    return 0;
                });
            }
            for (Future<Integer> f : pool.invokeAll(all)) {
                f.get();
            }
        }
        chainer.run();
        assertThat(verify().sentence()).startsWith("40 entries, intact");
    }

    /** Of the so-many-th entry, from 0. */
    private long id(int index) {
        return jdbc.queryForList("select id from audit_entry order by id", Long.class)
                .get(index);
    }

    private void cutOff(int howMany) {
        for (int i = 0; i < howMany; i++) {
            jdbc.update("delete from audit_entry where id = (select max(entry_id) from audit_link)");
            jdbc.update("delete from audit_link order by seq desc limit 1");
        }
    }
}
