package dev.slipway.ui.component;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;

/** Finds rows or cards by words, while they are typed. */
public class SearchField extends TextField {
    /**
     * @param what is searched, as read out: "Search users"
     * @param hint stands in it while it is empty
     * @param changed takes the words a moment after the last key
     */
    public SearchField(String what, String hint, Consumer<String> changed) {
        setAriaLabel(what);
        setPlaceholder(hint);
        setPrefixComponent(VaadinIcon.SEARCH.create());
        setClearButtonVisible(true);
        setValueChangeMode(ValueChangeMode.LAZY);
        addClassName("search");
        addValueChangeListener(e -> changed.accept(e.getValue()));
    }
}
