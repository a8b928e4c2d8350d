package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.OperationView.StepState;
import dev.slipway.operation.OperationView.StepView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An operation's named steps, how far each is, and how it ended. Updated in place while it goes on. */
public class OperationProgress extends Div {
    private final H2 title = new H2();
    private final Span message = new Span();
    private final Meter meter = new Meter("Progress", "", 0, 0, OptionalLong.of(100));
    private final OrderedList list = new OrderedList();
    private final Map<String, ListItem> steps = new LinkedHashMap<>();
    private final Paragraph problem = new Paragraph();

    public OperationProgress() {
        addClassName("sw-operation");
        message.addClassName("message");
        message.getElement().setAttribute("aria-live", "polite");
        list.addClassName("sw-steps");
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        Div head = new Div(title, message);
        head.addClassName("head");
        add(head, meter, list, problem);
        setVisible(false);
    }

    /** What is under way, or what failed last; nothing is said about what ended well. */
    public void show(Optional<OperationView> operation) {
        Optional<OperationView> worthSaying = operation.filter(o -> o.state() != OperationState.DONE);
        setVisible(worthSaying.isPresent());
        worthSaying.ifPresent(this::show);
    }

    private void show(OperationView operation) {
        title.setText(operation.title());
        message.setText(operation.message());
        meter.setVisible(!operation.state().isFinal());
        meter.show(operation.percent() + " percent", operation.percent(), operation.percent());
        List<String> names = operation.steps().stream().map(StepView::name).toList();
        if (!names.equals(List.copyOf(steps.keySet()))) {
            steps.clear();
            list.removeAll();
            operation.steps().forEach(s -> steps.put(s.name(), new ListItem(s.title())));
            steps.values().forEach(list::add);
        }
        operation.steps().forEach(this::mark);
        problem.setText(operation.problem().orElse(""));
        problem.setVisible(operation.problem().isPresent());
    }

    private void mark(StepView step) {
        steps.computeIfPresent(step.name(), (name, item) -> {
            for (StepState other : StepState.values()) {
                item.setClassName(other.name().toLowerCase(Locale.ROOT), other == step.state());
            }
            boolean current = step.state() == StepState.RUNNING || step.state() == StepState.UNDOING;
            item.getElement().setAttribute("aria-current", current ? "step" : "false");
            return item;
        });
    }
}
