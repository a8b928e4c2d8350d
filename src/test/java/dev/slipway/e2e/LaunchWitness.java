package dev.slipway.e2e;

import dev.slipway.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down what the portal records while images come to hosts and VMs are launched. What is left in the end would not
 * do: a transfer that failed is forgotten, and the next that begins is again the first; a step that went well at last does not
 * tell that it failed before.
 */
final class LaunchWitness implements AutoCloseable {
    private static final String TRANSFER = "transfer";
    private static final String FAILURE = "failure";

    private static final List<String> ARRIVE = List.of(
            "create table witness (what varchar(16) not null, whose varchar(255) not null, told varchar(1000) not null)",
            "create trigger witness_begin after insert on staged_image for each row" + " insert into witness values ('"
                    + TRANSFER + "', new.sha256, new.host_id)",
            "create trigger witness_again after update on staged_image for each row"
                    + " if new.epoch <> old.epoch then"
                    + " insert into witness values ('" + TRANSFER + "', new.sha256, new.host_id); end if",
            // Also what is tried again or begun anew on another host, and then goes well.
            "create trigger witness_failure after update on operation for each row"
                    + " if new.kind = 'launch-vm' and (new.failures > 0 or new.surprises > 0"
                    + " or new.state not in ('QUEUED', 'RUNNING', 'DONE')) then"
                    + " insert into witness values ('" + FAILURE + "', new.target_name,"
                    + " concat(new.state, ' ', new.step_name, ': ', left(new.message, 900))); end if");
    private static final List<String> LEAVE = List.of(
            "drop trigger if exists witness_begin",
            "drop trigger if exists witness_again",
            "drop trigger if exists witness_failure",
            "drop table if exists witness");

    private final String database;

    /** @param database a JDBC URL of the test database */
    LaunchWitness(String database) {
        this.database = database;
        execute(LEAVE);
        execute(ARRIVE);
    }

    /** Ids of the hosts to which a transfer of that content was begun, each as often as one was. */
    List<String> transfers(String sha256) {
        return told("select told from witness where what = '" + TRANSFER + "' and whose = ?", sha256);
    }

    /** Of all launches, whatever came of them. */
    List<String> failures() {
        return told("select concat(whose, ' ', told) from witness where what = ?", FAILURE);
    }

    @Override
    public void close() {
        execute(LEAVE);
    }

    private List<String> told(String sql, String parameter) {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            var all = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(List<String> statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database, TestDatabase.get().user(), "");
    }
}
