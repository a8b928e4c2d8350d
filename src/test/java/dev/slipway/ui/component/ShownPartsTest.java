package dev.slipway.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.slipway.ui.component.ShownParts.Part;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShownPartsTest {
    private final Parts parts = new Parts();

    @Test
    void leavesAloneWhatReadsAsBefore() {
        show("1 one", "2 two");
        List<Component> before = there();
        show("1 one", "2 zwei");
        assertThat(texts()).containsExactly("one", "zwei");
        assertThat(there().getFirst()).isSameAs(before.getFirst());
        assertThat(there().getLast()).isNotSameAs(before.getLast());
        assertThat(before.getLast().isAttached()).isFalse();
    }

    @Test
    void followsWhatComesGoesAndMoves() {
        show("1 one", "2 two", "3 three");
        Component two = there().get(1);
        show("0 nought", "3 three", "2 two");
        assertThat(texts()).containsExactly("nought", "three", "two");
        assertThat(there().getLast()).isSameAs(two);
        show();
        assertThat(texts()).isEmpty();
        show("2 two");
        assertThat(texts()).containsExactly("two");
        assertThat(there().getFirst()).isNotSameAs(two);
    }

    @Test
    void keepsNamesWithTheirValues() {
        Facts facts = new Facts();
        facts.show(List.of(Fact.of("Size", "small"), Fact.of("Owner", "ada")));
        List<Component> before = facts.getChildren().toList();
        facts.show(List.of(Fact.of("Address", "10.0.0.1"), Fact.of("Size", "large"), Fact.of("Owner", "ada")));
        assertThat(facts.getElement().getTextRecursively()).isEqualTo("Address10.0.0.1SizelargeOwnerada");
        assertThat(facts.getChildren().toList()).containsSubsequence(before.get(0), before.get(2), before.get(3));
    }

    private void show(String... rows) {
        parts.show(Stream.of(rows)
                .map(row -> Part.of(row.substring(0, 1), row.substring(2), words -> new Span(words)))
                .toList());
    }

    private List<Component> there() {
        return parts.getChildren().toList();
    }

    private List<String> texts() {
        return there().stream().map(c -> c.getElement().getText()).toList();
    }
}
