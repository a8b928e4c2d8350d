package dev.slipway.vm.work;

import static dev.slipway.vm.state.VmRowMapper.uuid;

import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose turn it is, of the rows of a table with a unique column {@code slot}: only so many have one at once, on all nodes. */
public final class Slots {
    private final JdbcClient jdbc;
    private final String table;

    public Slots(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    private record Slot(UUID row, int number) {}

    /** Has one already is done. @return false if all are taken */
    public boolean take(UUID id, int slots) {
        var taken = jdbc.sql("select id, slot from " + table + " where slot is not null")
                .query((row, n) -> new Slot(uuid(row, "id"), row.getInt("slot")))
                .list();
        if (taken.stream().anyMatch(slot -> slot.row().equals(id))) {
            return true;
        }
        for (int n = 1; n <= slots; n++) {
            int free = n;
            if (taken.stream().noneMatch(slot -> slot.number() == free) && set(id, free)) {
                return true;
            }
        }
        return false;
    }

    private boolean set(UUID id, int free) {
        try {
            return jdbc.sql("update " + table + " set slot = ? where id = ?")
                            .params(free, id)
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    public void leave(UUID id) {
        jdbc.sql("update " + table + " set slot = null where id = ?").param(id).update();
    }
}
