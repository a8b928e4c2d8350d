package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.ProjectId;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.vm.filter.SavedFilter;
import dev.slipway.vm.filter.SavedFilters;
import java.util.Optional;

/** A person's filters of a project's VMs, each a link; and the button that saves what is filtered by now. */
class SavedFiltersBar extends Div {
    private final ProjectId project;
    private final SavedFilters filters;
    private final Actors actors;
    private final ActionButton save;
    private VmFilter now = VmFilter.ALL;

    SavedFiltersBar(ProjectId project, SavedFilters filters, Actors actors) {
        this.project = project;
        this.filters = filters;
        this.actors = actors;
        save = new ActionButton(
                "Save filter", VaadinIcon.BOOKMARK_O.create(), () -> new SaveFilterDialog(this::save).open());
        save.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        addClassName("sw-saved-filters");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Saved filters");
    }

    /** @param filter by which the list is filtered now */
    void show(VmFilter filter) {
        now = filter;
        removeAll();
        filters.mine(actors.current()).stream()
                .filter(f -> f.query().project().equals(project))
                .map(this::chip)
                .forEach(this::add);
        save.refuse(
                filter.equals(VmFilter.ALL)
                        ? Optional.of("Search for something, or choose states or tags first.")
                        : Optional.empty());
        add(save);
    }

    private Div chip(SavedFilter saved) {
        VmFilter filter = VmFilter.of(saved.query());
        RouterLink apply = new RouterLink(saved.name(), VmListView.class);
        apply.setQueryParameters(filter.address(project));
        Button remove = new Button(VaadinIcon.CLOSE_SMALL.create(), e -> {
            filters.remove(saved.id(), actors.current());
            show(now);
        });
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        remove.setAriaLabel("Remove filter " + saved.name());
        Div chip = new Div(apply, remove);
        chip.addClassName("sw-chip");
        if (filter.equals(now)) {
            chip.addClassName("current");
            apply.getElement().setAttribute("aria-current", "true");
        }
        return chip;
    }

    private void save(String name) {
        filters.save(name, now.query(project), actors.current());
        show(now);
    }
}
