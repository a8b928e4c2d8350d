package dev.slipway.access;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many statements that write the current transaction's connection has sent so far, as the database counts them. Rows
 * would be no measure: what a query keeps in between for itself is counted among them.
 */
final class Writes {
    private static final String COUNT = "select sum(variable_value) from information_schema.session_status"
            + " where variable_name in ('COM_INSERT', 'COM_INSERT_SELECT', 'COM_REPLACE', 'COM_REPLACE_SELECT',"
            + " 'COM_UPDATE', 'COM_UPDATE_MULTI', 'COM_DELETE', 'COM_DELETE_MULTI')";

    private final JdbcTemplate jdbc;
    private final EntityManager entities;

    Writes(ApplicationContext application) {
        jdbc = application.getBean(JdbcTemplate.class);
        entities = application.getBean(EntityManager.class);
    }

    /** What is sent already, with what JPA has kept back. */
    long soFar() {
        entities.flush();
        return Optional.ofNullable(jdbc.queryForObject(COUNT, Long.class)).orElseThrow();
    }
}
