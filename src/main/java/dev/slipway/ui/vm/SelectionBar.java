package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.slipway.vm.bulk.BulkVerb;
import dev.slipway.vm.bulk.BulkWish;
import java.util.function.Consumer;

/** What can be done with the VMs that are chosen in a list. Not there while none is. */
class SelectionBar extends Div {
    private final Span words = new Span();
    private final Button all;

    /** @param act takes the verb for those that are chosen */
    SelectionBar(Runnable selectAll, Runnable clear, Consumer<BulkVerb> act) {
        all = new Button("", e -> selectAll.run());
        Button none = new Button("Clear", e -> clear.run());
        all.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        none.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        none.setAriaLabel("Clear the selection");
        words.getElement().setAttribute("role", "status");
        Div what = new Div(words, all, none);
        what.addClassName("what");
        MenuBar verbs = new MenuBar();
        verbs.addThemeVariants(MenuBarVariant.SMALL);
        verbs.getElement().setAttribute("aria-label", "With the selected VMs");
        for (BulkVerb verb : BulkVerb.values()) {
            verbs.addItem(verb.words(), e -> act.accept(verb));
        }
        addClassName("sw-selection");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", "Selected VMs");
        add(what, verbs);
        setVisible(false);
    }

    /** @param total how many there are to choose from */
    void show(int selected, long total) {
        setVisible(selected > 0);
        words.setText(selected + " selected");
        all.setVisible(selected < Math.min(total, BulkWish.MOST));
        all.setText(total <= BulkWish.MOST ? "Select all " + total : "Select the first " + BulkWish.MOST);
    }
}
