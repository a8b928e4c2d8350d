package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.slipway.vm.WhyHere;
import dev.slipway.vm.WhyHere.HostLine;

/** The whole decision, for administrators: every host, and what spoke for or against it. */
final class WhyHereDialog extends Dialog {
    WhyHereDialog(String vm, WhyHere why) {
        setHeaderTitle("Why " + vm + " is where it is");
        UnorderedList lines = new UnorderedList();
        lines.addClassName("sw-verdicts");
        why.hosts().stream().limit(1).forEach(chosen -> lines.add(line(chosen, "Chosen: " + chosen.verdict())));
        why.hosts().stream().skip(1).forEach(host -> lines.add(line(host, host.verdict())));
        add(new Div(new Paragraph(why.sentence() + " As it was when the VM was placed:"), lines));
        getFooter().add(new Button("Close", e -> close()));
    }

    private static ListItem line(HostLine host, String words) {
        Span name = new Span(host.host());
        name.addClassName("name");
        Span verdict = new Span(words);
        verdict.addClassName("sw-quiet");
        ListItem line = new ListItem(name, verdict);
        line.addClassName(host.suitable() ? "suitable" : "unsuitable");
        return line;
    }
}
