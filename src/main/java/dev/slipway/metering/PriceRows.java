package dev.slipway.metering;

import dev.slipway.quota.Dimension;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code metering_price}. */
@Component
class PriceRows {
    private final JdbcClient jdbc;

    PriceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of time. */
    List<PriceList> all() {
        return jdbc.sql("select * from metering_price order by valid_from")
                .query((r, i) -> read(r))
                .list();
    }

    void put(PriceList list) {
        jdbc.sql("replace into metering_price (valid_from, currency, vms, vcpus, memory_gib, disk_gib, running_vcpus,"
                        + " running_memory_gib) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        Utc.column(list.validFrom()),
                        list.currency(),
                        list.of(Dimension.VMS),
                        list.of(Dimension.VCPUS),
                        list.of(Dimension.MEMORY_MIB),
                        list.of(Dimension.DISK_MIB),
                        list.of(Dimension.RUNNING_VCPUS),
                        list.of(Dimension.RUNNING_MEMORY_MIB))
                .update();
    }

    void remove(Instant validFrom) {
        jdbc.sql("delete from metering_price where valid_from = ?")
                .param(Utc.column(validFrom))
                .update();
    }

    private static PriceList read(ResultSet r) throws SQLException {
        Map<Dimension, BigDecimal> prices = new EnumMap<>(Dimension.class);
        for (Dimension d : Dimension.values()) {
            prices.put(
                    d,
                    r.getBigDecimal(UsageSql.column(d).replace("_mib", "_gib")).stripTrailingZeros());
        }
        return new PriceList(
                Utc.instant(r.getObject("valid_from", LocalDateTime.class)), r.getString("currency"), prices);
    }
}
