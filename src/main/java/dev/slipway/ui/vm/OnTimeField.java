package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.vm.schedule.OnTime;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.function.Consumer;

/** Days of the week, and a time of them. */
class OnTimeField extends Div {
    private final CheckboxGroup<DayOfWeek> days = new CheckboxGroup<>();
    private final TextField from = new TextField();
    private final TextField until = new TextField();

    OnTimeField(OnTime time, Consumer<OnTimeField> remove) {
        days.setItems(DayOfWeek.values());
        days.setItemLabelGenerator(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
        days.setAriaLabel("Days on which it is on");
        days.setValue(time.days());
        from.setAriaLabel("On from");
        from.setValue(time.from().toString());
        until.setAriaLabel("Off from");
        until.setValue(
                time.until().equals(LocalTime.MIDNIGHT) ? "24:00" : time.until().toString());
        Button gone = new Button(VaadinIcon.CLOSE_SMALL.create(), e -> remove.accept(this));
        gone.setAriaLabel("Remove this time");
        gone.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        Div hours = new Div(new Span("from"), from, new Span("until"), until, gone);
        hours.addClassName("hours");
        addClassName("sw-on-time");
        add(days, hours);
    }

    OnTime time() {
        return OnTime.on(
                days.getValue(), from.getValue().strip(), until.getValue().strip());
    }
}
