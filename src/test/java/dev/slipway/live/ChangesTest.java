package dev.slipway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.kernel.ProjectId;
import dev.slipway.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes on one real database. */
class ChangesTest {
    private final List<Change> heardHere = new CopyOnWriteArrayList<>();
    private final List<Change> heardThere = new CopyOnWriteArrayList<>();
    private AnnotationConfigApplicationContext here;
    private AnnotationConfigApplicationContext there;
    private Changes changes;
    private TransactionTemplate tx;

    @BeforeEach
    void start() {
        String url = TestDatabase.get().freshSchema();
        Flyway.configure()
                .dataSource(url, TestDatabase.get().user(), "")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        here = node(url);
        there = node(url);
        changes = here.getBean(Changes.class);
        tx = new TransactionTemplate(here.getBean(PlatformTransactionManager.class));
        changes.subscribe(heardHere::add);
        there.getBean(Changes.class).subscribe(heardThere::add);
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Test
    void tellsEveryNodeAfterTheCommit() {
        Change change = new Change(Topic.VM, UUID.randomUUID(), ProjectId.random());
        tx.executeWithoutResult(t -> {
            changes.announce(change.topic(), change.id(), change.project());
            changes.announce(change.topic(), change.id(), change.project());
        });
        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            assertThat(heardHere).containsExactly(change);
            assertThat(heardThere).containsExactly(change);
        });
    }

    @Test
    void tellsNothingOfWhatWasRolledBack() {
        tx.executeWithoutResult(t -> {
            changes.announce(Topic.VM, UUID.randomUUID(), null);
            t.setRollbackOnly();
        });
        Change later = new Change(Topic.HOST, UUID.randomUUID(), null);
        changes.announce(later.topic(), later.id(), later.project());
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(heardThere).containsExactly(later));
        assertThat(heardHere).containsExactly(later);
    }

    @Test
    void tellsOfWhatCommitsLateWithALowerNumber() throws Exception {
        Change early = new Change(Topic.VM, UUID.randomUUID(), null);
        Change late = new Change(Topic.QUOTA, UUID.randomUUID(), null);
        CountDownLatch announced = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Thread slow = Thread.ofPlatform()
                .start(() -> tx.executeWithoutResult(t -> {
                    // What is announced is written just before the commit; a slow one may come between.
                    here.getBean(ChangeRows.class).add(early);
                    announced.countDown();
                    awaitUninterrupted(mayCommit);
                }));
        awaitUninterrupted(announced);
        changes.announce(late.topic(), late.id(), null);
        await().atMost(Duration.ofSeconds(2)).until(() -> heardThere.contains(late) && heardHere.contains(late));
        mayCommit.countDown();
        slow.join();
        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            assertThat(heardHere).containsExactly(late, early);
            assertThat(heardThere).containsExactly(late, early);
        });
    }

    @Test
    void tellsOfVeryManyThatCommitLateEachOnce() throws Exception {
        List<Change> early = Stream.generate(() -> new Change(Topic.VM, UUID.randomUUID(), null))
                .limit(700)
                .toList();
        Change late = new Change(Topic.QUOTA, UUID.randomUUID(), null);
        CountDownLatch announced = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Thread slow = Thread.ofPlatform()
                .start(() -> tx.executeWithoutResult(t -> {
                    here.getBean(ChangeRows.class).add(early);
                    announced.countDown();
                    awaitUninterrupted(mayCommit);
                }));
        awaitUninterrupted(announced);
        changes.announce(late.topic(), late.id(), null);
        await().atMost(Duration.ofSeconds(10)).until(() -> heardThere.contains(late) && heardHere.contains(late));
        mayCommit.countDown();
        slow.join();
        await().atMost(Duration.ofSeconds(10)).until(() -> heardHere.size() == 701 && heardThere.size() == 701);
        Change last = new Change(Topic.HOST, UUID.randomUUID(), null);
        changes.announce(last.topic(), last.id(), null);
        await().atMost(Duration.ofSeconds(10)).until(() -> heardHere.contains(last) && heardThere.contains(last));
        assertThat(heardHere).hasSize(702).containsAll(early);
        assertThat(heardThere).hasSize(702).containsAll(early);
    }

    @Test
    void oneWhoFailsOrIsSlowHarmsNobodyElse() {
        CountDownLatch never = new CountDownLatch(1);
        changes.subscribe(c -> awaitUninterrupted(never));
        List<Change> failing = new CopyOnWriteArrayList<>();
        changes.subscribe(c -> {
            failing.add(c);
            throw new IllegalStateException("on purpose");
        });
        List<Change> well = new CopyOnWriteArrayList<>();
        changes.subscribe(well::add);
        for (int i = 0; i < 10; i++) {
            changes.announce(Topic.VM, UUID.randomUUID(), null);
        }
        await().atMost(Duration.ofSeconds(3)).until(() -> well.size() == 10 && failing.size() == 10);
        never.countDown();
    }

    @Test
    void isSilentAfterTheSubscriptionEnds() {
        List<Change> left = new CopyOnWriteArrayList<>();
        Changes.Subscription subscription = changes.subscribe(left::add);
        subscription.close();
        subscription.close();
        changes.announce(Topic.VM, UUID.randomUUID(), null);
        await().atMost(Duration.ofSeconds(2)).until(() -> heardHere.size() == 1);
        assertThat(left).isEmpty();
    }

    @Test
    void forgetsWhatIsOld() {
        changes.announce(Topic.VM, UUID.randomUUID(), null);
        ChangeRows rows = here.getBean(ChangeRows.class);
        assertThat(rows.prune(Duration.ofMinutes(10))).isZero();
        assertThat(rows.prune(Duration.ofMinutes(-1))).isOne();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static AnnotationConfigApplicationContext node(String url) {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", Map.of("url", url)));
        context.register(Node.class);
        context.refresh();
        return context;
    }

    @Configuration
    @ComponentScan(basePackageClasses = Changes.class)
    static class Node {
        @Bean
        DataSource dataSource(org.springframework.core.env.Environment environment) {
            return new DriverManagerDataSource(
                    environment.getRequiredProperty("url"), TestDatabase.get().user(), "");
        }

        @Bean
        JdbcClient jdbc(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
