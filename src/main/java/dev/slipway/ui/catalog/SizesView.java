package dev.slipway.ui.catalog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;

/** The sizes offered at launch. Who may see images everywhere may see these here. */
@Route("admin/sizes")
@PageTitle("Sizes · Slipway")
@PermitAll
@Needs(Permission.IMAGE_READ)
public class SizesView extends Page {
    private final Sizes sizes;
    private final Actors actors;
    private final Table<SizeView> table = new Table<>();

    SizesView(Sizes sizes, Actors actors) {
        this.sizes = sizes;
        this.actors = actors;
        fillHeight();
        add(
                new PageHeader(
                        "Sizes", "What a VM may take, by a name that everybody sees.", Shortcut.on("n", newButton())),
                table);
        table.main("Name", s -> new Span(s.name()), s -> new Span(Sizing.of(s.resources())));
        table.wide("vCPUs", s -> new Span(Integer.toString(s.resources().vcpus())));
        table.wide("Memory", s -> new Span(Sizing.mib(s.resources().memoryMib())));
        table.wide("Disk", s -> new Span(Sizing.mib(s.resources().diskMib())));
        table.wide(
                "Hosts",
                s -> new Span(
                        s.hostTags().isEmpty() ? "any" : "with " + s.hostTags().sentence()));
        table.actions(SizeMenu::new);
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.RESIZE_H, "No sizes yet", "Nothing can be launched without one.", newButton()));
        reload();
    }

    private final class SizeMenu extends RowMenu {
        SizeMenu(SizeView size) {
            super(size.name());
            item(
                    "Hosts for it…",
                    actors.current().whyNot(Permission.SIZE_EDIT, Scope.PLATFORM),
                    () -> new HostTagsDialog(size.name(), size.hostTags(), tags -> {
                                sizes.setHostTags(size.id(), tags, actors.current());
                                reload();
                            })
                            .open());
        }
    }

    private void reload() {
        table.setItems(sizes.list(actors.current()));
    }

    private Button newButton() {
        ActionButton add = new ActionButton(
                "New size", VaadinIcon.PLUS.create(), () -> new NewSizeDialog(sizes, actors, this::reload).open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.refuse(actors.current().whyNot(Permission.SIZE_EDIT, Scope.PLATFORM));
        return add;
    }
}
