package dev.slipway.ui.audit;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.audit.AuditQuery;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.Shortcut;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What to look for in the record. */
class AuditFilters extends Div {
    private final TextField text = Shortcut.on("/", field("Search", "Search words"));
    private final TextField who = field("Who", "Who, such as ada");
    private final TextField action = field("Action", "Action, such as vm.launch");
    private final TextField target = field("Target", "Target: name or id");
    private final ComboBox<ProjectView> project = new ComboBox<>();
    private final Select<Boolean> outcome = new Select<>();
    private final DateTimePicker from = picker("From");
    private final DateTimePicker until = picker("Until");

    AuditFilters(List<ProjectView> projects, Runnable changed) {
        addClassName("sw-filters");
        text.setPrefixComponent(VaadinIcon.SEARCH.create());
        project.setAriaLabel("Project");
        project.setPlaceholder("Project");
        project.setItems(projects);
        project.setItemLabelGenerator(ProjectView::title);
        project.setClearButtonVisible(true);
        outcome.setAriaLabel("Outcome");
        outcome.setItems(false, true);
        outcome.setItemLabelGenerator(r -> r == null ? "Any outcome" : r ? "Refused" : "Done");
        outcome.setEmptySelectionAllowed(true);
        outcome.setEmptySelectionCaption("Any outcome");
        add(text, who, action, target, project, outcome, from, until);
        Stream.<HasValue<?, ?>>of(text, who, action, target, project, outcome, from, until)
                .forEach(f -> f.addValueChangeListener(e -> changed.run()));
    }

    AuditQuery query() {
        return new AuditQuery(
                Optional.of(who.getValue()),
                Optional.of(action.getValue()),
                Optional.of(target.getValue()),
                Optional.empty(),
                project.getOptionalValue().map(ProjectView::id),
                outcome.getOptionalValue(),
                moment(from),
                moment(until),
                Optional.of(text.getValue()));
    }

    private static Optional<Instant> moment(DateTimePicker picker) {
        return Optional.ofNullable((LocalDateTime) picker.getValue()).map(at -> at.toInstant(ZoneOffset.UTC));
    }

    private static TextField field(String label, String placeholder) {
        TextField field = new TextField();
        field.setAriaLabel(label);
        field.setPlaceholder(placeholder);
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        return field;
    }

    private static DateTimePicker picker(String label) {
        DateTimePicker picker = new DateTimePicker();
        picker.setAriaLabel(label + " (UTC)");
        picker.setDatePlaceholder(label + " (UTC)");
        return picker;
    }
}
