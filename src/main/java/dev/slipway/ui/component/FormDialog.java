package dev.slipway.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A few inputs and a verb. A refusal is shown at the input that it is about; the dialog closes only when it is done. */
public abstract class FormDialog extends Dialog implements HasFields {
    private final Div form = new Div();
    private final Map<String, HasValidation> fields = new HashMap<>();
    private final Button submit;

    /** @param verb the button's word, such as {@code Add key} */
    protected FormDialog(String title, String explanation, String verb) {
        setHeaderTitle(title);
        form.addClassName("sw-form");
        if (!explanation.isEmpty()) {
            form.add(new Paragraph(explanation));
        }
        add(form);
        submit = new Button(verb, e -> {
            fields.values().forEach(f -> f.setInvalid(false));
            submit();
            close();
        });
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.addClickShortcut(Key.ENTER).listenOn(form);
        getFooter().add(new Button("Cancel", e -> close()), submit);
    }

    /** For a verb that cannot be taken back. */
    protected final void warn() {
        submit.addThemeVariants(ButtonVariant.ERROR);
    }

    /** One façade call. What it refuses is told by the one handler of problems, and the dialog stays. */
    protected abstract void submit();

    /** @param name as refusals of the façade call the field */
    protected final <F extends Component & HasValidation> F field(String name, F field) {
        fields.put(name, field);
        form.add(field);
        return field;
    }

    /** Several inputs that stand together. @param inputs by the names that refusals call them */
    protected final void part(Component part, Map<String, ? extends HasValidation> inputs) {
        fields.putAll(inputs);
        form.add(part);
    }

    @Override
    public Optional<HasValidation> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
