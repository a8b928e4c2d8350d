package dev.slipway.vm.filter;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmFilterId;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmTags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code vm_filter}. */
@Component
class FilterRows {
    private final JdbcClient jdbc;

    FilterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<SavedFilter> of(UserId user) {
        return jdbc.sql(
                        "select id, project_id, name, search, statuses, tags, ends_soon from vm_filter where user_id = ? order by name")
                .param(user.value())
                .query(FilterRows::read)
                .list();
    }

    List<Integer> places(UserId user) {
        return jdbc.sql("select place from vm_filter where user_id = ?")
                .param(user.value())
                .query(Integer.class)
                .list();
    }

    /** @throws ConcurrencyFailureException if the place or the name was taken in this very moment */
    void add(UserId user, int place, SavedFilter filter) {
        var query = filter.query();
        try {
            jdbc.sql("insert into vm_filter (id, user_id, place, project_id, name, search, statuses, tags, ends_soon)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            filter.id().value(),
                            user.value(),
                            place,
                            query.project().value(),
                            filter.name(),
                            SavedFilter.search(query),
                            query.statuses().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")),
                            query.tags().toString(),
                            query.endsSoon())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new ConcurrencyFailureException("another filter was saved at the same time", e);
        }
    }

    void remove(VmFilterId filter) {
        jdbc.sql("delete from vm_filter where id = ?").param(filter.value()).update();
    }

    private static SavedFilter read(ResultSet row, int number) throws SQLException {
        var query = new VmQuery(
                new ProjectId(row.getObject("project_id", UUID.class)),
                Optional.of(row.getString("search")).filter(words -> !words.isEmpty()),
                statuses(row.getString("statuses")),
                VmTags.parse(row.getString("tags")),
                row.getBoolean("ends_soon"));
        return new SavedFilter(new VmFilterId(row.getObject("id", UUID.class)), row.getString("name"), query);
    }

    private static Set<VmStatus> statuses(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(VmStatus::valueOf)
                .collect(Collectors.toSet());
    }
}
