package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.select.Select;
import dev.slipway.ui.component.Copyable;
import dev.slipway.vm.outside.SeenDefinition;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What a VM's host has written down of it, now and before. */
class DefinitionDialog extends Dialog {
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Pre xml = new Pre();
    private final Div copy = new Div();

    DefinitionDialog(String vm, List<SeenDefinition> all) {
        setHeaderTitle("libvirt's definition of " + vm);
        setWidth("min(60rem, 100%)");
        Div body = new Div(new Paragraph(
                all.isEmpty()
                        ? "It has not been seen yet: its host is looked at shortly after the VM was defined there."
                        : "What its host starts it with the next time. It is written by Slipway; what an administrator changes on"
                                + " the host is shown here too."));
        body.addClassName("sw-form");
        if (!all.isEmpty()) {
            body.add(versions(all), xml);
            xml.addClassName("sw-definition");
            xml.getElement().setAttribute("tabindex", "0");
        }
        add(body);
        getFooter().add(copy, new Button("Close", e -> close()));
    }

    private Select<SeenDefinition> versions(List<SeenDefinition> all) {
        var newest = all.getFirst();
        Select<SeenDefinition> versions = new Select<>();
        versions.setLabel("As it is since");
        versions.setItems(all);
        versions.setItemLabelGenerator(seen -> WORDS.format(seen.since()) + (seen.equals(newest) ? " until now" : ""));
        versions.addValueChangeListener(e -> show(e.getValue()));
        versions.setValue(newest);
        return versions;
    }

    private void show(SeenDefinition seen) {
        xml.setText(seen.xml());
        copy.removeAll();
        copy.add(Copyable.button(seen.xml(), "definition"));
    }
}
