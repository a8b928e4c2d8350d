package dev.slipway.ui;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.StateNode;
import com.vaadin.flow.internal.nodefeature.ElementData;
import com.vaadin.flow.internal.nodefeature.TextNodeMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All that can be read in a window or heard from it: text, labels, hints, tooltips, tables, what lies over the page. */
final class Readable {
    /** Names that are the program's own. */
    private static final Set<String> NOT_READ =
            Set.of("class", "id", "href", "src", "path", "theme", "slot", "part", "style", "key", "value");

    private final StringBuilder words = new StringBuilder();

    private Readable() {}

    static String in(BrowserlessUIContext window) {
        window.activate();
        MockVaadin.clientRoundtrip();
        Readable read = new Readable();
        read.add(String.valueOf(window.getUI().getInternals().getTitle()));
        read.all(window.getUI().getElement());
        window.find(Grid.class).all().forEach(grid -> read.table(window, grid));
        return read.words.toString();
    }

    private void all(Element root) {
        root.getNode().visitNodeTree(this::node);
    }

    private void node(StateNode node) {
        if (node.hasFeature(TextNodeMap.class)) {
            add(node.getFeature(TextNodeMap.class).getText());
        } else if (node.hasFeature(ElementData.class)) {
            Element element = Element.get(node);
            if (element.isVisible()) {
                element.getAttributeNames()
                        .filter(n -> !NOT_READ.contains(n))
                        .forEach(n -> add(element.getAttribute(n)));
                element.getPropertyNames().filter(n -> !NOT_READ.contains(n)).forEach(n -> add(element.getProperty(n)));
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void table(BrowserlessUIContext window, Grid<?> grid) {
        var table = window.test((Grid) grid);
        List<Grid.Column<?>> columns =
                (List) grid.getColumns().stream().filter(Grid.Column::isVisible).toList();
        columns.forEach(column -> add(column.getHeaderText()));
        for (int row = 0; row < table.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                if (table.getCellComponent(row, column) instanceof Component cell) {
                    all(cell.getElement());
                }
            }
        }
    }

    private void add(String text) {
        Stream.of(text)
                .filter(t -> t != null && !t.isBlank())
                .forEach(t -> words.append(t).append('\n'));
    }
}
