package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.vm.VmName;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** A new VM's name, judged while it is typed, with a suggestion for those who do not care. */
class NameField extends Div {
    private static final int PAUSE_MILLIS = 250;

    private final TextField name = new TextField("Name");
    private final Predicate<String> taken;

    /** @param taken whether the project has a VM of that name */
    NameField(Predicate<String> taken, Runnable changed) {
        this.taken = taken;
        name.setHelperText("Also its host name: lower-case letters, digits and dashes.");
        name.setMaxLength(64);
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
        suggest();
    }

    TextField input() {
        return name;
    }

    String value() {
        return name.getValue().strip();
    }

    /** Why a VM cannot be called so, or empty. */
    Optional<String> trouble() {
        return VmName.whyNot(value())
                .or(() -> taken.test(value())
                        ? Optional.of("There is a VM of that name already. Choose another.")
                        : Optional.empty());
    }

    private void judge() {
        Optional<String> trouble = trouble();
        name.setErrorMessage(trouble.orElse(""));
        name.setInvalid(trouble.isPresent());
    }

    private void suggest() {
        name.setValue(NameSuggestions.next(RandomGenerator.getDefault()));
    }
}
