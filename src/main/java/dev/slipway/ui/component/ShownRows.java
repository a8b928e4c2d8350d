package dev.slipway.ui.component;

import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.function.SerializableFunction;
import java.util.ArrayList;
import java.util.List;

/** Rows in memory, known by their identity; only those that read otherwise are drawn anew. */
class ShownRows<T> extends ListDataProvider<T> {
    private final List<T> rows;
    private final SerializableFunction<T, Object> identity;

    ShownRows(List<T> rows, SerializableFunction<T, Object> identity) {
        this(identity, new ArrayList<>(rows));
    }

    private ShownRows(SerializableFunction<T, Object> identity, List<T> rows) {
        super(rows);
        this.rows = rows;
        this.identity = identity;
    }

    /** Whether these are the same rows in the same order, as they are shown from now on; else nothing is done. */
    boolean becomes(List<T> now) {
        if (!ids(now).equals(ids(rows))) {
            return false;
        }
        for (int i = 0; i < now.size(); i++) {
            T before = rows.set(i, now.get(i));
            if (!before.equals(now.get(i))) {
                refreshItem(now.get(i));
            }
        }
        return true;
    }

    private List<Object> ids(List<T> of) {
        return of.stream().map(identity).toList();
    }

    @Override
    public Object getId(T row) {
        return identity.apply(row);
    }
}
