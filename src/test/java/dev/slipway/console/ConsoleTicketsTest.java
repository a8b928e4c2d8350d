package dev.slipway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.SessionId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.MovableClock;
import dev.slipway.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class ConsoleTicketsTest {
    private static DriverManagerDataSource database;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-05-01T10:00:00Z"));
    private final VmId vm = VmId.random();
    private final UserId user = UserId.random();
    private final SessionId session = SessionId.random();
    private JdbcClient jdbc;
    private ConsoleTickets tickets;

    @BeforeAll
    static void createTable() {
        database = new DriverManagerDataSource(
                TestDatabase.get().freshSchema(), TestDatabase.get().user(), "");
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V1110__console_ticket.sql"),
                        new ClassPathResource("db/migration/V1201__console_ticket_session.sql"),
                        new ClassPathResource("db/migration/V2250__console_ticket_kind.sql"))
                .execute(database);
    }

    @BeforeEach
    void emptyTable() {
        jdbc = JdbcClient.create(database);
        jdbc.sql("delete from console_ticket").update();
        tickets = new ConsoleTickets(jdbc, clock);
    }

    @Test
    void opensForItsUserAndVmOnce() {
        ConsoleTicket ticket = tickets.issue(ConsoleKind.SCREEN, vm, user, Optional.of(session));

        assertThat(ticket.expiresAt()).isEqualTo(clock.instant().plusSeconds(60));
        assertThat(tickets.consume(ticket.token()))
                .contains(new ConsoleTickets.Use(vm, user, Optional.of(session), ConsoleKind.SCREEN));
        assertThat(tickets.consume(ticket.token())).isEmpty();
    }

    @Test
    void isTakenByExactlyOneOfFiftyAtOnce() throws Exception {
        int racers = 50;
        String token = tickets.issue(ConsoleKind.SCREEN, vm, user, Optional.of(session))
                .token();
        var together = new CyclicBarrier(racers);
        var tries = new ArrayList<Future<Optional<ConsoleTickets.Use>>>();
        try (var threads = Executors.newFixedThreadPool(racers)) {
            for (int i = 0; i < racers; i++) {
                tries.add(threads.submit(() -> {
                    together.await(20, TimeUnit.SECONDS);
                    return tickets.consume(token);
                }));
            }
            int taken = 0;
            for (var attempt : tries) {
                taken += attempt.get(30, TimeUnit.SECONDS).isPresent() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
    }

    @Test
    void isRefusedAfterAMinute() {
        String late = tickets.issue(ConsoleKind.SCREEN, vm, user, Optional.of(session))
                .token();
        clock.advance(Duration.ofSeconds(60));
        assertThat(tickets.consume(late)).isEmpty();

        String intime = tickets.issue(ConsoleKind.SCREEN, vm, user, Optional.of(session))
                .token();
        clock.advance(Duration.ofMillis(59_999));
        assertThat(tickets.consume(intime)).isPresent();
    }

    @Test
    void refusesWhatWasNeverGivenOut() {
        tickets.issue(ConsoleKind.SCREEN, vm, user, Optional.of(session));
        assertThat(tickets.consume("")).isEmpty();
        assertThat(tickets.consume("A".repeat(43))).isEmpty();
        assertThat(tickets.consume("' or 1=1 -- ")).isEmpty();
    }

    @Test
    void keepsNoSecret() {
        ConsoleTicket ticket = tickets.issue(ConsoleKind.SCREEN, vm, user, Optional.of(session));
        byte[] kept = jdbc.sql("select token_hash from console_ticket")
                .query(byte[].class)
                .single();

        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(ticket.token());
        assertThat(ticket.toString()).doesNotContain(ticket.token());
        assertThat(kept).hasSize(32);
    }

    @Test
    void forgetsWhatHasExpiredOnly() {
        tickets.issue(ConsoleKind.SCREEN, vm, user, Optional.of(session));
        clock.advance(Duration.ofSeconds(61));
        ConsoleTicket fresh = tickets.issue(ConsoleKind.SCREEN, vm, user, Optional.of(session));

        tickets.prune();

        assertThat(jdbc.sql("select count(*) from console_ticket")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(tickets.consume(fresh.token())).isPresent();
    }
}
