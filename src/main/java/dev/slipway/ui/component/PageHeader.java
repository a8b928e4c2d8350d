package dev.slipway.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;

/** A page's title, one sentence about it, and its main actions. */
public class PageHeader extends Div {
    public PageHeader(String title, String explanation, Component... actions) {
        addClassName("sw-page-header");
        Div titles = new Div(new H1(title));
        if (!explanation.isEmpty()) {
            titles.add(new Paragraph(explanation));
        }
        titles.addClassName("titles");
        add(titles);
        if (actions.length > 0) {
            Div buttons = new Div(actions);
            buttons.addClassName("actions");
            add(buttons);
        }
    }
}
