package dev.slipway.ui.vm;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.ScrollIntoViewOption;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.Autocapitalize;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.HasAutocapitalize;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.vm.launch.LaunchPolicy.FirstBootRule;
import dev.slipway.vm.seed.FirstBoot;
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
    private final Paragraph note = new Paragraph();
    private final Div form;
    private FirstBootRule rule = FirstBootRule.FREE;
    private String suggested = "";

    FirstBootField() {
        addClassName("sw-first-boot");
        way.setItems(Way.values());
        way.setItemLabelGenerator(w -> w.words);
        way.setValue(Way.FORM);
        way.addValueChangeListener(e -> show());
        packages.setHelperText("To install, as its distribution calls them, with spaces between.");
        commands.setHelperText("One a line. Root's shell runs them once, at the end of the first boot.");
        password.setHelperText("Of the image's user. Only its hash goes to the guest; ssh goes by keys.");
        // Else browsers offer the password of the portal, or keep this one in its place.
        password.setAutocomplete(Autocomplete.NEW_PASSWORD);
        // Else phones begin them with a capital.
        Stream.<HasAutocapitalize>of(packages, commands, userData)
                .forEach(input -> input.setAutocapitalize(Autocapitalize.NONE));
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
        note.addClassName("sw-quiet");
        add(note, way, form, userData);
        show();
    }

    /**
     * What another image suggested goes with it; what somebody has written themselves stays.
     *
     * @param text what the image has, for rules that have something
     */
    void follow(FirstBootRule now, String text) {
        rule = now;
        if (!suggested.isEmpty() && userData.getValue().equals(suggested)) {
            userData.clear();
            way.setValue(Way.FORM);
        }
        suggested = now == FirstBootRule.PRESET ? text : "";
        if (!suggested.isEmpty() && userData.isEmpty()) {
            way.setValue(Way.OWN);
            userData.setValue(suggested);
        }
        note.setText(
                switch (now) {
                    case FREE -> "";
                    case PRESET -> "First boot: this image suggests what is below. Change it if you know better.";
                    case FIXED -> "First boot: this image brings its own settings, and takes no others.";
                    case NONE -> "First boot: this image takes no settings besides name and keys.";
                });
        show();
    }

    /**
     * What cloud-init is told besides what the image brings; empty if nothing.
     *
     * @param vm tells this VM's password hash from that of others
     */
    Optional<String> value(String vm) {
        if (!mayBeSaid()) {
            return Optional.empty();
        }
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

    private boolean mayBeSaid() {
        return rule == FirstBootRule.FREE || rule == FirstBootRule.PRESET;
    }

    private void show() {
        note.setVisible(rule != FirstBootRule.FREE);
        way.setVisible(mayBeSaid());
        form.setVisible(mayBeSaid() && way.getValue() == Way.FORM);
        userData.setVisible(mayBeSaid() && way.getValue() == Way.OWN);
        preview.setVisible(false);
    }

    private void preview() {
        preview.setText(firstBoot().preview().orElse("Nothing. It keeps to what the image does by itself."));
        preview.setVisible(true);
        preview.scrollIntoView(ScrollIntoViewOption.Block.NEAREST);
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
