package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Location;
import dev.slipway.live.Change;
import dev.slipway.tenant.ProjectView;
import dev.slipway.vm.bulk.BulkVerb;
import java.util.Set;

/** The list of a project's VMs with all that it is filtered by and what can be done with those that are chosen. */
class FilteredVms extends Div {
    private final ProjectView project;
    private final VmListParts parts;
    private final VmTable table;
    private final FilterBar bar;
    private final SavedFiltersBar saved;
    private final SelectionBar selection;

    /** @param bin the way to those that were deleted */
    FilteredVms(ProjectView project, VmListParts parts, Component bin) {
        this.project = project;
        this.parts = parts;
        table = new VmTable(
                parts.machines(), parts.reader(), parts.actors(), project, parts.actions(), parts.lasting());
        bar = new FilterBar(project.id(), parts.tagging(), bin, table.count(), this::filter);
        saved = new SavedFiltersBar(project.id(), parts.filters(), parts.actors());
        selection = new SelectionBar(table::chooseAll, table::deselectAll, this::act);
        table.addSelectionListener(e -> selection.show(e.getAllSelectedItems().size(), table.total()));
        addClassName("sw-filtered");
        add(bar, saved, selection, table, table.announcements());
    }

    ProjectView project() {
        return project;
    }

    void setEmptyState(Component nothing) {
        table.setEmptyStateComponent(nothing);
    }

    void show(VmFilter filter) {
        bar.show(filter);
        saved.show(filter);
        table.filter(filter);
    }

    void changed(Set<Change> changes) {
        table.changed(changes);
    }

    /** By what was entered here, so that the address follows. */
    private void filter(VmFilter filter) {
        saved.show(filter);
        table.filter(filter);
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location("", filter.address(project.id())));
    }

    private void act(BulkVerb verb) {
        parts.bulk().open(verb, table.chosen(), project.id(), table::deselectAll);
    }
}
