package dev.slipway.ui.vm;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.vm.FirstBoot;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the guest does at its first boot: the common things as a form, or user data for cloud-init. */
class FirstBootField extends Div {
    private enum Way {
        FORM("Common settings"),
        OWN("User data of your own");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    private final RadioButtonGroup<Way> way = new RadioButtonGroup<>("First boot");
    private final TextField packages = new TextField("Packages");
    private final TextArea commands = new TextArea("Commands");
    private final PasswordField password = new PasswordField("Password for the screen");
    private final ComboBox<String> timeZone = new ComboBox<>("Time zone");
    private final Checkbox upgrade = new Checkbox("Bring what is installed up to date");
    private final TextArea userData = new TextArea("User data");
    private final Pre preview = new Pre();
    private final Div form;

    FirstBootField() {
        addClassName("sw-first-boot");
        way.setItems(Way.values());
        way.setItemLabelGenerator(w -> w.words);
        way.setValue(Way.FORM);
        way.addValueChangeListener(e -> show());
        packages.setHelperText("To install, as its distribution calls them, with spaces between.");
        commands.setHelperText("One a line. Root's shell runs them once, at the end of the first boot.");
        password.setHelperText("Of the image's user. Only its hash goes to the guest; ssh goes by keys.");
        timeZone.setItems(ZoneId.getAvailableZoneIds().stream().sorted().toList());
        timeZone.setClearButtonVisible(true);
        userData.setHelperText("cloud-init: #cloud-config YAML, or a script with #!. At most 16 KiB.");
        userData.setMinRows(5);
        userData.setValueChangeMode(ValueChangeMode.LAZY);
        userData.addClassName("sw-user-data");
        userData.setWidthFull();
        preview.getElement().setAttribute("aria-live", "polite");
        Button look = new Button("Show what cloud-init is told", e -> preview());
        look.addThemeVariants(ButtonVariant.TERTIARY);
        form = new Div(packages, commands, password, timeZone, upgrade, look, preview);
        form.addClassName("sw-form");
        Stream.<HasValue<?, ?>>of(packages, commands, password, timeZone, upgrade)
                .forEach(input -> input.addValueChangeListener(e -> preview.setVisible(false)));
        add(way, form, userData);
        show();
    }

    /**
     * What cloud-init is told; empty if nothing.
     *
     * @param vm tells this VM's password hash from that of others
     */
    Optional<String> value(String vm) {
        return way.getValue() == Way.FORM
                ? firstBoot().userData(vm)
                : Optional.of(userData.getValue()).filter(text -> !text.isBlank());
    }

    /** As refusals of a launch spell them. */
    Map<String, HasValidation> inputs() {
        return Map.of(
                "userData", userData,
                "firstBoot.packages", packages,
                "firstBoot.commands", commands,
                "firstBoot.password", password,
                "firstBoot.timeZone", timeZone);
    }

    private void show() {
        form.setVisible(way.getValue() == Way.FORM);
        userData.setVisible(way.getValue() == Way.OWN);
        preview.setVisible(false);
    }

    private void preview() {
        preview.setText(firstBoot().preview().orElse("Nothing. It keeps to what the image does by itself."));
        preview.setVisible(true);
    }

    private FirstBoot firstBoot() {
        return new FirstBoot(
                Optional.ofNullable(timeZone.getValue()),
                upgrade.getValue(),
                words(packages.getValue().split("[\\s,]+")),
                words(commands.getValue().split("\\R")),
                Optional.of(password.getValue()).filter(words -> !words.isEmpty()));
    }

    private static List<String> words(String[] given) {
        return Stream.of(given)
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
