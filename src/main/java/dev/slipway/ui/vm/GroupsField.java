package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.vm.group.PlacementGroupView;
import dev.slipway.vm.group.PlacementGroups;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which placement groups a new VM joins; more can be made on the spot, and those that nobody needs deleted. */
class GroupsField extends Div {
    private final CheckboxGroup<PlacementGroupView> group = new CheckboxGroup<>();
    private final ProjectView project;
    private final PlacementGroups groups;
    private final Actors actors;

    GroupsField(ProjectView project, PlacementGroups groups, Actors actors) {
        this.project = project;
        this.groups = groups;
        this.actors = actors;
        group.setLabel("Placement groups");
        group.setHelperText("A group keeps its VMs apart on several hosts, or together on one.");
        group.setItemLabelGenerator(PlacementGroupView::name);
        group.setRenderer(new ComponentRenderer<>(this::line));
        Button add = new Button(
                "New group",
                VaadinIcon.PLUS.create(),
                e -> new NewGroupDialog(project, groups, actors, this::made).open());
        add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(group, add);
        offer(Set.of());
    }

    CheckboxGroup<PlacementGroupView> input() {
        return group;
    }

    Set<PlacementGroupId> value() {
        return group.getValue().stream().map(PlacementGroupView::id).collect(Collectors.toSet());
    }

    private Div line(PlacementGroupView g) {
        Span words = new Span(words(g));
        words.addClassName("sw-quiet");
        Div line = new Div(new Span(g.name() + " "), words, new Menu(g));
        line.addClassName("sw-group-line");
        return line;
    }

    private static String words(PlacementGroupView g) {
        String what = g.kind().words().toLowerCase(Locale.ROOT) + (g.strict() ? ", strictly" : ", if possible");
        int n = g.members().size();
        return what + " · " + (n == 0 ? "no VMs yet" : n == 1 ? "1 VM" : n + " VMs");
    }

    private final class Menu extends RowMenu {
        Menu(PlacementGroupView g) {
            super(g.name());
            item("Delete; its VMs stay where they are", Optional.empty(), () -> {
                groups.delete(g.id(), actors.current());
                Set<PlacementGroupView> chosen = new HashSet<>(group.getValue());
                chosen.removeIf(c -> c.id().equals(g.id()));
                offer(chosen);
            });
        }
    }

    private void made(PlacementGroupView fresh) {
        Set<PlacementGroupView> chosen = new HashSet<>(group.getValue());
        chosen.add(fresh);
        offer(chosen);
    }

    private void offer(Set<PlacementGroupView> chosen) {
        List<PlacementGroupView> all = groups.list(project.id(), actors.current());
        Set<PlacementGroupId> ids = chosen.stream().map(PlacementGroupView::id).collect(Collectors.toSet());
        group.setItems(all);
        group.setValue(all.stream().filter(g -> ids.contains(g.id())).collect(Collectors.toSet()));
        group.setVisible(!all.isEmpty());
    }
}
