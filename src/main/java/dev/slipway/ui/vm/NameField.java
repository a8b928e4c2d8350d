package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A new VM's name, judged while it is typed, with a suggestion for those who do not care. */
class NameField extends Div {
    private static final int PAUSE_MILLIS = 250;

    private final TextField name = new TextField("Name");
    private final Function<String, Optional<String>> trouble;

    /** @param trouble why a VM cannot be called so, or empty */
    NameField(Function<String, Optional<String>> trouble, Runnable changed) {
        this.trouble = trouble;
        name.setHelperText("Also its host name: lower-case letters, digits and dashes. Of several, {n} is the number.");
        name.setMaxLength(66);
        name.setManualValidation(true);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.setValueChangeTimeout(PAUSE_MILLIS);
        name.setRequiredIndicatorVisible(true);
        name.getElement().setAttribute("autocomplete", "off");
        name.addClassName("grow");
        name.addValueChangeListener(e -> {
            judge();
            changed.run();
        });
        Button other = new Button("Suggest another", VaadinIcon.REFRESH.create(), e -> suggest());
        other.addThemeVariants(ButtonVariant.TERTIARY);
        other.addClassName("after-label");
        addClassName("sw-inline");
        add(name, other);
    }

    TextField input() {
        return name;
    }

    String value() {
        return name.getValue().strip();
    }

    void judge() {
        Optional<String> why = trouble.apply(value());
        name.setErrorMessage(why.orElse(""));
        name.setInvalid(why.isPresent());
    }

    void suggest() {
        propose(NameSuggestions.next(RandomGenerator.getDefault()));
    }

    void propose(String proposal) {
        name.setValue(proposal);
    }
}
