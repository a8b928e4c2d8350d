package dev.slipway.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;

/** Nothing is here, why, and what to do about it. */
public class EmptyState extends Div {
    public EmptyState(VaadinIcon icon, String title, String explanation, Component... waysOut) {
        addClassName("sw-empty");
        var picture = icon.create();
        picture.getElement().setAttribute("aria-hidden", "true");
        add(picture, new H2(title), new Paragraph(explanation));
        add(waysOut);
    }
}
