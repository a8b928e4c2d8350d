package dev.slipway.vm.clone;

import static dev.slipway.vm.state.VmRowMapper.utc;
import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.kernel.VmId;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.state.VmRow;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code vm_loan} and {@code vm_clone}. */
@Component
class CloneRows {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LONGEST_SENTENCE = 2000;

    /** A clone that has failed, or is gone, waits for nothing. */
    private static final String NEEDY = " from vm_clone c join vm v on v.id = c.vm_id where c.loan_id = ?"
            + " and not c.settled and v.lifecycle = 'LAUNCHING'";

    private final JdbcClient jdbc;
    private final Clock clock;

    CloneRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(Loan loan, VmRow source, List<Launched> clones, boolean starts) {
        var now = clock.instant();
        jdbc.sql("delete from vm_loan where ended_at < ?")
                .param(utc(now.minus(KEPT)))
                .update();
        jdbc.sql("insert into vm_loan (id, source_id, live, created_at) values (?, ?, ?, ?)")
                .params(loan.id(), source.id().value(), loan.live(), utc(now))
                .update();
        for (int position = 0; position < clones.size(); position++) {
            jdbc.sql("insert into vm_clone (vm_id, loan_id, position, source_id, source_name, starts)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .params(
                            clones.get(position).vm().value(),
                            loan.id(),
                            position,
                            source.id().value(),
                            source.name(),
                            starts)
                    .update();
        }
    }

    CloneRow of(VmId vm) {
        return jdbc.sql("select * from vm_clone where vm_id = ?")
                .param(vm.value())
                .query((row, n) -> new CloneRow(
                        uuid(row, "loan_id"),
                        row.getInt("position"),
                        row.getString("source_name"),
                        row.getBoolean("starts"),
                        row.getBoolean("settled")))
                .single();
    }

    Optional<Loan> loan(UUID id) {
        return jdbc.sql("select * from vm_loan where id = ?")
                .param(id)
                .query((row, n) -> new Loan(
                        id,
                        new VmId(uuid(row, "source_id")),
                        row.getBoolean("live"),
                        row.getBoolean("ready"),
                        row.getObject("ended_at") != null,
                        Optional.ofNullable(row.getString("failure"))))
                .optional();
    }

    void ready(UUID loan) {
        jdbc.sql("update vm_loan set ready = true where id = ?").param(loan).update();
    }

    void ended(UUID loan, Optional<String> failure) {
        jdbc.sql("update vm_loan set ended_at = ?, failure = ? where id = ?")
                .param(utc(clock.instant()))
                .param(failure.map(CloneRows::cut).orElse(null))
                .param(loan)
                .update();
    }

    /** How many clones have still to read. */
    int needy(UUID loan) {
        return jdbc.sql("select count(*)" + NEEDY)
                .param(loan)
                .query(Integer.class)
                .single();
    }

    int all(UUID loan) {
        return jdbc.sql("select count(*) from vm_clone where loan_id = ?")
                .param(loan)
                .query(Integer.class)
                .single();
    }

    /** How many of those come before that one. */
    int before(CloneRow clone) {
        return jdbc.sql("select count(*)" + NEEDY + " and c.position < ?")
                .params(clone.loan(), clone.position())
                .query(Integer.class)
                .single();
    }

    void settled(VmId vm) {
        jdbc.sql("update vm_clone set settled = true where vm_id = ?")
                .param(vm.value())
                .update();
    }

    private static String cut(String sentence) {
        return sentence.substring(0, Math.min(sentence.length(), LONGEST_SENTENCE));
    }
}
