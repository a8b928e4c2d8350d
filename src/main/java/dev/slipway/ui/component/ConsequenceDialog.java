package dev.slipway.ui.component;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;

/** Asks before something that cannot be taken back, or has consequences, and says what they are. Nothing needs typing. */
public class ConsequenceDialog extends ConfirmDialog {
    /** @param verb the button's word, such as {@code Delete}; never "OK" */
    public ConsequenceDialog(String question, List<String> consequences, String verb, Runnable action) {
        setHeader(question);
        UnorderedList list = new UnorderedList();
        list.addClassName("sw-consequences");
        consequences.forEach(c -> list.add(new ListItem(c)));
        setText(consequences.size() == 1 ? new Paragraph(consequences.getFirst()) : new Div(list));
        setCancelable(true);
        setCancelText("Keep");
        setConfirmText(verb);
        setConfirmButtonTheme("error primary");
        addConfirmListener(e -> action.run());
    }

    /** For what loses nothing, and is only to be known before. */
    public ConsequenceDialog harmless() {
        setConfirmButtonTheme("primary");
        return this;
    }
}
