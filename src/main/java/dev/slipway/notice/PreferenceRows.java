package dev.slipway.notice;

import dev.slipway.kernel.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code notification_preference}: only what differs from what is usual, so that the usual may change. */
@Component
class PreferenceRows {
    private final JdbcClient jdbc;

    PreferenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Choice(String kind, String way, boolean wanted) {}

    Preferences of(UserId user) {
        List<Choice> choices = jdbc.sql("select kind, way, wanted from notification_preference where user_id = ?")
                .param(user.value())
                .query((row, n) -> new Choice(row.getString(1), row.getString(2), row.getBoolean(3)))
                .list();
        Preferences all = Preferences.USUAL;
        for (Choice choice : choices) {
            // A newer node may know more kinds than this one.
            Optional<NoticeKind> kind = Arrays.stream(NoticeKind.values())
                    .filter(k -> k.name().equals(choice.kind()))
                    .findAny();
            if (kind.isPresent()) {
                all = all.with(kind.get(), Way.valueOf(choice.way()), choice.wanted());
            }
        }
        return all;
    }

    void set(UserId user, Preferences wanted) {
        for (NoticeKind kind : NoticeKind.values()) {
            for (Way way : Way.values()) {
                set(user, kind, way, wanted.ways(kind).contains(way));
            }
        }
    }

    private void set(UserId user, NoticeKind kind, Way way, boolean wanted) {
        if (wanted == kind.usual().contains(way)) {
            jdbc.sql("delete from notification_preference where user_id = ? and kind = ? and way = ?")
                    .params(user.value(), kind.name(), way.name())
                    .update();
        } else {
            jdbc.sql("insert into notification_preference (user_id, kind, way, wanted) values (?, ?, ?, ?)"
                            + " on duplicate key update wanted = values(wanted)")
                    .params(user.value(), kind.name(), way.name(), wanted)
                    .update();
        }
    }
}
