package dev.slipway.ui.request;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.quota.request.Decision;
import dev.slipway.quota.request.RequestLine;
import dev.slipway.quota.request.RequestView;
import dev.slipway.quota.request.Wanted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parts that are the person's to decide, as asked until they are changed. */
class DecisionForm extends Div {
    private final Map<Wanted, AmountField> amounts = new LinkedHashMap<>();
    private final TermField until = new TermField();
    private final TextArea comment = new TextArea("Comment");

    DecisionForm(RequestView request) {
        addClassName("sw-form");
        add(new H3("Decide"));
        for (RequestLine line : request.lines()) {
            if (line.decidable()) {
                AmountField field = new AmountField(
                        line.dimension(), "More " + line.dimension().words() + " for " + request.words(line.level()));
                field.show(line.asked());
                amounts.put(line.wanted(), field);
                add(field);
            }
        }
        until.show(request.until());
        comment.setMaxLength(1000);
        comment.setHelperText("They see it. Needed to refuse.");
        add(until, comment);
    }

    Button approve(Runnable action) {
        Button approve = new Button("Approve", e -> action.run());
        approve.addThemeVariants(ButtonVariant.PRIMARY);
        return approve;
    }

    Button refuse(Runnable action) {
        Button refuse = new Button("Refuse", e -> action.run());
        refuse.addThemeVariants(ButtonVariant.ERROR);
        return refuse;
    }

    Decision decision() {
        Map<Wanted, Long> given = new LinkedHashMap<>();
        amounts.forEach((wanted, field) -> given.put(wanted, field.amount()));
        return new Decision(given, Optional.of(until.term()), comment());
    }

    String comment() {
        return comment.getValue();
    }

    void forgive() {
        amounts.values().forEach(f -> f.setInvalid(false));
        until.setInvalid(false);
        comment.setInvalid(false);
    }

    Optional<HasValidation> field(String name) {
        return switch (name) {
            case "until" -> Optional.of(until);
            case "comment" -> Optional.of(comment);
            case "lines", "limits" ->
                amounts.values().stream().<HasValidation>map(f -> f).findFirst();
            default ->
                amounts.values().stream()
                        .filter(f -> f.dimension().name().equals(name))
                        .<HasValidation>map(f -> f)
                        .findFirst();
        };
    }
}
