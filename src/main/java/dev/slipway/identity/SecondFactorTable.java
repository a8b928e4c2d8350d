package dev.slipway.identity;

import dev.slipway.kernel.UserId;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of second factors and their recovery codes. */
@Component
class SecondFactorTable {
    private final JdbcClient jdbc;
    private final Clock clock;

    SecondFactorTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean isOn(UserId user) {
        return jdbc.sql("select count(*) from second_factor where user_id = ? and confirmed_at is not null")
                        .param(user.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    Optional<byte[]> sealedSecret(UserId user, boolean confirmed) {
        return jdbc.sql("select sealed_secret from second_factor where user_id = ? and (confirmed_at is not null) = ?")
                .params(user.value(), confirmed)
                .query(byte[].class)
                .optional();
    }

    /** Begins anew, unless one is confirmed already. @return whether it has begun */
    boolean begin(UserId user, byte[] sealedSecret) {
        jdbc.sql("delete from second_factor where user_id = ? and confirmed_at is null")
                .param(user.value())
                .update();
        return jdbc.sql("insert ignore into second_factor (user_id, sealed_secret, created_at, last_step)"
                                + " values (?, ?, ?, 0)")
                        .params(user.value(), sealedSecret, now())
                        .update()
                == 1;
    }

    boolean confirm(UserId user) {
        return jdbc.sql("update second_factor set confirmed_at = ? where user_id = ? and confirmed_at is null")
                        .params(now(), user.value())
                        .update()
                == 1;
    }

    /** Takes a step of time, of which each is good once. @return whether it was still to be had */
    boolean take(UserId user, long step) {
        return jdbc.sql("update second_factor set last_step = ? where user_id = ? and last_step < ?")
                        .params(step, user.value(), step)
                        .update()
                == 1;
    }

    void add(UserId user, List<String> codeHashes) {
        codeHashes.forEach(hash -> jdbc.sql("insert into recovery_code (user_id, code_hash) values (?, ?)")
                .params(user.value(), hash)
                .update());
    }

    /** @return whether there was such a code that nobody has used */
    boolean use(UserId user, String codeHash) {
        return jdbc.sql("update recovery_code set used_at = ? where user_id = ? and code_hash = ? and used_at is null")
                        .params(now(), user.value(), codeHash)
                        .update()
                == 1;
    }

    int codesLeft(UserId user) {
        return jdbc.sql("select count(*) from recovery_code where user_id = ? and used_at is null")
                .param(user.value())
                .query(Integer.class)
                .single();
    }

    void remove(UserId user) {
        jdbc.sql("delete from recovery_code where user_id = ?")
                .param(user.value())
                .update();
        jdbc.sql("delete from second_factor where user_id = ?")
                .param(user.value())
                .update();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
