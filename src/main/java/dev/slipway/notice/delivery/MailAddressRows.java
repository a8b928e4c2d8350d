package dev.slipway.notice.delivery;

import dev.slipway.kernel.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code mail_address}. */
@Component
class MailAddressRows {
    private final JdbcClient jdbc;
    private final Clock clock;

    MailAddressRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param wanted not confirmed yet */
    record Kept(Optional<String> address, Optional<String> wanted) {}

    Optional<Kept> find(UserId user) {
        return jdbc.sql("select address, wanted from mail_address where user_id = ?")
                .param(user.value())
                .query((row, n) ->
                        new Kept(Optional.ofNullable(row.getString(1)), Optional.ofNullable(row.getString(2))))
                .optional();
    }

    void want(UserId user, String address) {
        jdbc.sql("insert into mail_address (user_id, wanted) values (?, ?) on duplicate key update"
                        + " wanted = values(wanted), code_hash = null, code_until = null, tries = 0")
                .params(user.value(), address)
                .update();
    }

    /** False if that address is not wanted any more. */
    boolean code(UserId user, String address, byte[] hash, Duration good) {
        return 1
                == jdbc.sql("update mail_address set code_hash = ?, code_until = ?, tries = 0"
                                + " where user_id = ? and wanted = ?")
                        .params(hash, DeliveryRows.utc(clock.instant().plus(good)), user.value(), address)
                        .update();
    }

    /** The code's hash, for one try: counted before it is looked at. Empty if there is none, or no try is left. */
    Optional<byte[]> tryCode(UserId user, int most) {
        int counted = jdbc.sql("update mail_address set tries = tries + 1 where user_id = ? and code_hash is not null"
                        + " and code_until > ? and tries < ?")
                .params(user.value(), DeliveryRows.utc(clock.instant()), most)
                .update();
        return counted == 0
                ? Optional.empty()
                : jdbc.sql("select code_hash from mail_address where user_id = ?")
                        .param(user.value())
                        .query((row, n) -> row.getBytes(1))
                        .optional();
    }

    void confirm(UserId user) {
        jdbc.sql("update mail_address set address = wanted, wanted = null, code_hash = null, code_until = null"
                        + " where user_id = ? and wanted is not null")
                .param(user.value())
                .update();
    }

    boolean remove(UserId user) {
        return jdbc.sql("delete from mail_address where user_id = ?")
                        .param(user.value())
                        .update()
                > 0;
    }
}
