package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.Query;
import dev.slipway.kernel.ProjectId;
import dev.slipway.ui.component.SearchField;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.vm.VmTags;
import java.util.function.Consumer;

/** What a list of VMs is filtered by. */
class FilterBar extends Div {
    private final Consumer<VmFilter> changed;
    private final SearchField search = new SearchField("Search VMs", "Search name or address", words -> read());
    private final StatusFilter status = new StatusFilter();
    private final MultiSelectComboBox<String> tags = new MultiSelectComboBox<>();
    private final Checkbox soon = new Checkbox("Ends soon", e -> read());
    private VmFilter shown = VmFilter.ALL;
    private boolean showing;

    /** @param elsewhere the way to those that are not in this list; @param changed takes what is filtered by from now on */
    FilterBar(ProjectId project, Tagging tagging, Component elsewhere, Span count, Consumer<VmFilter> changed) {
        this.changed = changed;
        tags.setAriaLabel("Tags");
        tags.setPlaceholder("All tags");
        tags.setAutoExpand(MultiSelectComboBox.AutoExpandMode.NONE);
        tags.addClassName("tags");
        tags.setItems((Query<String, String> query) ->
                tagging.used(project, query.getFilter().orElse("").strip(), query.getOffset(), query.getLimit()));
        status.addValueChangeListener(e -> read());
        tags.addValueChangeListener(e -> read());
        count.addClassName("count");
        addClassName("sw-toolbar");
        add(Shortcut.on("/", search), status, tags, soon, elsewhere, count);
    }

    void show(VmFilter filter) {
        showing = true;
        shown = filter;
        search.setValue(filter.search());
        status.show(filter.statuses());
        tags.setValue(filter.tags().words());
        soon.setValue(filter.endsSoon());
        showing = false;
    }

    private void read() {
        if (showing) {
            return;
        }
        VmFilter now = new VmFilter(
                search.getValue(),
                status.statuses().orElse(shown.statuses()),
                VmTags.of(tags.getValue().stream().limit(VmTags.MOST).toList()),
                soon.getValue());
        if (!now.equals(shown)) {
            shown = now;
            changed.accept(now);
        }
    }
}
