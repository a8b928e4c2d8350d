package dev.slipway.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.session.CurrentProject;

/** Which project the screens show; the choice is remembered by the browser. */
class ProjectSwitcher extends Select<ProjectView> {
    ProjectSwitcher(CurrentProject current) {
        addClassName("sw-project");
        setAriaLabel("Project");
        setPlaceholder("No project");
        setItemLabelGenerator(p -> p.tenantName() + " / " + p.name());
        setItems(current.all());
        current.get().ifPresent(this::setValue);
        addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                UI ui = UI.getCurrent();
                current.choose(change.getValue(), ui);
                ui.refreshCurrentRoute(false);
            }
        });
    }
}
