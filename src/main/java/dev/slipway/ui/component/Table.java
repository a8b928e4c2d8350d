package dev.slipway.ui.component;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.Page;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.SerializableFunction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A dense table that is also good on a phone: there, only the main column and the actions stay, and the main column
 * gets a second line.
 */
public class Table<T> extends Grid<T> {
    private static final int NARROW_BELOW = 760;

    /** At least, so that ordinary names stay on one line; beside the actions on a phone. */
    private static final String MAIN = "13rem";

    private final List<Column<T>> wide = new ArrayList<>();
    private final Set<Column<T>> spared = new HashSet<>();
    private Optional<ShownRows<T>> shown = Optional.empty();
    private boolean narrow;

    public Table() {
        addClassName("sw-table");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        setColumnReorderingAllowed(false);
    }

    /**
     * Shows these rows and no others. A row that is as it was is left alone, with a menu that is open in it.
     *
     * @param identity what makes two readings of a row the same row
     */
    public final void show(List<T> rows, SerializableFunction<T, Object> identity) {
        if (shown.isEmpty() || !shown.get().becomes(rows)) {
            ShownRows<T> now = new ShownRows<>(rows, identity);
            shown = Optional.of(now);
            setItems(now);
        }
    }

    /** The column that is always there. @param second the line below on narrow windows */
    public final Column<T> main(
            String header, SerializableFunction<T, Component> first, SerializableFunction<T, Component> second) {
        return addColumn(new ComponentRenderer<>(item -> {
                    Div name = new Div(first.apply(item));
                    name.addClassName("sw-name");
                    if (narrow) {
                        Div sub = new Div(second.apply(item));
                        sub.addClassName("sub");
                        name.add(sub);
                    }
                    return name;
                }))
                .setHeader(header)
                .setWidth(MAIN)
                .setFlexGrow(2)
                .setRowHeader(true);
    }

    /** A column for windows that are wide enough. */
    public final Column<T> wide(String header, SerializableFunction<T, Component> cell) {
        Column<T> column =
                addColumn(new ComponentRenderer<>(cell)).setHeader(header).setAutoWidth(true);
        wide.add(column);
        return column;
    }

    /** Whether a wide column is worth its place where there is room for it. */
    protected final void offer(Column<T> column, boolean worthIt) {
        if (worthIt) {
            spared.remove(column);
        } else {
            spared.add(column);
        }
        fit(column);
    }

    private void fit(Column<T> column) {
        column.setVisible(!narrow && !spared.contains(column));
    }

    public final Column<T> actions(SerializableFunction<T, Component> cell) {
        return addColumn(new ComponentRenderer<>(item -> {
                    Div actions = new Div(cell.apply(item));
                    actions.addClassName("sw-row-actions");
                    return actions;
                }))
                .setWidth("7.5rem")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
    }

    @Override
    protected void onAttach(AttachEvent attachEvent) {
        super.onAttach(attachEvent);
        Page page = attachEvent.getUI().getPage();
        fit(page.getExtendedClientDetails().getWindowInnerWidth());
        var resizing = page.addBrowserWindowResizeListener(e -> fit(e.getWidth()));
        addDetachListener(e -> {
            e.unregisterListener();
            resizing.remove();
        });
    }

    private void fit(int width) {
        boolean fitsNarrow = width > 0 && width < NARROW_BELOW;
        if (fitsNarrow != narrow) {
            narrow = fitsNarrow;
            getElement().setAttribute("data-narrow", narrow);
            wide.forEach(this::fit);
            getDataProvider().refreshAll();
            recalculateColumnWidths();
        }
    }
}
