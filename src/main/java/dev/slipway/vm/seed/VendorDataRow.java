package dev.slipway.vm.seed;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code vendor_data}, of one row or none. */
@Component
public class VendorDataRow {
    private final JdbcClient jdbc;

    VendorDataRow(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<String> read() {
        return jdbc.sql("select text from vendor_data").query(String.class).optional();
    }

    void write(String text) {
        jdbc.sql("replace into vendor_data (id, text) values (1, ?)")
                .param(text)
                .update();
    }

    /** @return false if there was none */
    boolean clear() {
        return jdbc.sql("delete from vendor_data").update() > 0;
    }
}
