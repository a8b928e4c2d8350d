package dev.slipway.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import dev.slipway.live.Topic;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.CurrentProject;
import java.util.List;

/**
 * Which project the screens show; the choice is remembered by the browser. A tenant with one project is called by the
 * tenant's name alone.
 */
class ProjectSwitcher extends Select<ProjectView> {
    private final CurrentProject current;
    private List<ProjectView> shown = List.of();

    ProjectSwitcher(CurrentProject current, LiveScreens live) {
        this.current = current;
        addClassName("sw-project");
        setAriaLabel("Where you work");
        setPlaceholder("Nowhere yet");
        setItemLabelGenerator(ProjectView::title);
        show();
        addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                UI ui = UI.getCurrent();
                current.choose(change.getValue(), ui);
                ui.refreshCurrentRoute(false);
            }
        });
        // An address may name another project.
        addAttachListener(attached -> {
            var following = attached.getUI().addAfterNavigationListener(e -> show());
            addDetachListener(detached -> {
                detached.unregisterListener();
                following.remove();
            });
        });
        live.follow(this, c -> c.topic() == Topic.PROJECT, changes -> followRoles());
    }

    private void show() {
        List<ProjectView> all = current.all();
        if (!all.equals(shown)) {
            shown = all;
            setItems(all);
        }
        current.get().ifPresentOrElse(this::setValue, this::clear);
    }

    /** Names may have changed, and projects come or gone; a screen of one that is gone says nothing more. */
    private void followRoles() {
        ProjectView before = getValue();
        show();
        boolean same = before == null
                ? getValue() == null
                : getValue() != null && before.id().equals(getValue().id());
        if (!same) {
            UI.getCurrent().navigate("");
            UI.getCurrent().refreshCurrentRoute(true);
        }
    }
}
