package dev.slipway.ui.vm;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.vm.launch.Numbering;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/** What new VMs are called, and how many there are to be; says the names before they are launched. */
class NamesField extends Div {
    private static final int PAUSE_MILLIS = 250;
    private static final int HIGHEST = 99_999;

    private final NameField name;
    private final IntegerField count = number("How many", 1, Numbering.MOST);
    private final IntegerField first = number("First number", 0, HIGHEST);
    private final Div preview = new Div();
    private final Predicate<String> taken;
    private final Function<Numbering, List<String>> names;

    /** @param taken whether the project has a VM of that name @param names what VMs would be called now */
    NamesField(Predicate<String> taken, Function<Numbering, List<String>> names, Runnable changed) {
        this.taken = taken;
        this.names = names;
        count.setValue(1);
        count.setStepButtonsVisible(true);
        first.setPlaceholder("The lowest free");
        first.setClearButtonVisible(true);
        preview.addClassName("sw-quiet");
        preview.getElement().setAttribute("role", "status");
        name = new NameField(this::nameTrouble, () -> {
            show();
            changed.run();
        });
        for (IntegerField field : List.of(count, first)) {
            field.addValueChangeListener(e -> {
                name.judge();
                show();
                changed.run();
            });
        }
        Div numbers = new Div(count, first);
        numbers.addClassName("sw-inline");
        add(name, numbers, preview);
        name.suggest();
    }

    /** As many as are to be launched, as far as that is a number that can be. */
    int count() {
        return count.getOptionalValue()
                .filter(n -> n >= 1 && n <= Numbering.MOST)
                .orElse(1);
    }

    void propose(String proposal) {
        name.propose(proposal);
    }

    String value() {
        return name.value();
    }

    Numbering numbering() {
        return new Numbering(name.value(), count(), firstNumber());
    }

    /** Why VMs cannot be called so, or not so many be launched; or empty. */
    Optional<String> trouble() {
        if (count.getOptionalValue().filter(n -> n == count()).isEmpty()) {
            return Optional.of("Launch 1 to " + Numbering.MOST + " VMs at once.");
        }
        if (first.getOptionalValue().filter(n -> n < 0 || n > HIGHEST).isPresent()) {
            return Optional.of("The first number is 0 to " + HIGHEST + ", or left out.");
        }
        return nameTrouble(name.value());
    }

    /** By the names that refusals call them. */
    Map<String, HasValidation> inputs() {
        return Map.of("name", name.input(), "count", count, "firstNumber", first);
    }

    private Optional<String> nameTrouble(String pattern) {
        return Numbering.whyNot(pattern, count())
                .or(() -> !isNumbered(pattern) && taken.test(pattern)
                        ? Optional.of("There is a VM of that name already, perhaps in the recycle bin. Choose another.")
                        : Optional.empty());
    }

    private void show() {
        boolean numbered = isNumbered(name.value());
        first.setVisible(numbered);
        preview.setVisible(numbered);
        preview.setText(
                numbered && trouble().isEmpty()
                        ? (count() == 1 ? "It will be called " : "They will be called ")
                                + String.join(", ", names.apply(numbering())) + "."
                        : "");
    }

    private boolean isNumbered(String pattern) {
        return count() > 1 || pattern.contains(Numbering.PLACE);
    }

    private OptionalInt firstNumber() {
        return first.getOptionalValue()
                .filter(n -> n >= 0 && n <= HIGHEST)
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    private static IntegerField number(String label, int least, int most) {
        IntegerField field = new IntegerField(label);
        field.setMin(least);
        field.setMax(most);
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.setValueChangeTimeout(PAUSE_MILLIS);
        field.addClassName("narrow");
        return field;
    }
}
