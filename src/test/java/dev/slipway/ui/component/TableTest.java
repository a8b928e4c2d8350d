package dev.slipway.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataChangeEvent;
import com.vaadin.flow.data.provider.Query;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private record Row(int id, String words) {}

    private final Table<Row> table = new Table<>();
    private final List<Object> drawn = new ArrayList<>();

    TableTest() {
        table.main("Words", row -> new Span(row.words()), row -> new Span());
    }

    @Test
    void drawsOnlyTheRowsAnewThatReadOtherwise() {
        show(new Row(1, "one"), new Row(2, "two"));
        table.getDataProvider()
                .addDataProviderListener(e -> drawn.add(
                        e instanceof DataChangeEvent.DataRefreshEvent<Row> refreshed ? refreshed.getItem() : "all"));
        show(new Row(1, "one"), new Row(2, "two"));
        assertThat(drawn).isEmpty();
        show(new Row(1, "one"), new Row(2, "zwei"));
        assertThat(drawn).containsExactly(new Row(2, "zwei"));
        assertThat(shown()).containsExactly(new Row(1, "one"), new Row(2, "zwei"));
    }

    @Test
    void showsRowsThatComeAndGo() {
        show();
        assertThat(shown()).isEmpty();
        show(new Row(1, "one"));
        show(new Row(2, "two"), new Row(1, "one"));
        assertThat(shown()).containsExactly(new Row(2, "two"), new Row(1, "one"));
        show(new Row(1, "one"));
        assertThat(shown()).containsExactly(new Row(1, "one"));
        show();
        assertThat(shown()).isEmpty();
    }

    private void show(Row... rows) {
        table.show(List.of(rows), Row::id);
    }

    private List<Row> shown() {
        return table.getDataProvider().fetch(new Query<>()).toList();
    }
}
