package dev.slipway.ui.catalog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.catalog.SizeView;
import dev.slipway.identity.Permission;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.SearchField;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;
import java.util.Locale;

/** The sizes offered at launch, and what VMs without one may have. Who may see images everywhere may see these here. */
@Route("admin/sizes")
@PageTitle("Sizes · Slipway")
@PermitAll
@Needs(Permission.IMAGE_READ)
public class SizesView extends Page {
    private final SizeParts parts;
    private final Table<SizeView> table = new Table<>();
    private final Paragraph custom = new Paragraph();
    private final SearchField search = new SearchField("Search sizes", "Search name", words -> reload());

    SizesView(SizeParts parts) {
        this.parts = parts;
        fillHeight();
        custom.addClassName("sw-quiet");
        add(
                new PageHeader(
                        "Sizes", "What a VM may take, by a name.", customButton(), Shortcut.on("n", newButton())),
                custom,
                toolbar(),
                table);
        table.main("Name", SizesView::name, s -> new Span(Sizing.of(s.resources())));
        table.wide("vCPUs", s -> new Span(Integer.toString(s.resources().vcpus())));
        table.wide("Memory", s -> new Span(Sizing.mib(s.resources().memoryMib())));
        table.wide("Disk", s -> new Span(Sizing.mib(s.resources().diskMib())));
        table.wide("For", s -> new Span(s.restricted() ? "Some tenants" : "Everybody"));
        table.wide(
                "Hosts",
                s -> new Span(
                        s.hostTags().isEmpty() ? "any" : "with " + s.hostTags().sentence()));
        table.actions(size -> new SizeMenu(size, parts, this::reload));
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.RESIZE_H,
                "No size to show",
                "If you searched, nothing matches. Without a size nothing can be launched.",
                newButton()));
        reload();
    }

    static Div name(SizeView size) {
        Div name = new Div(new Span(size.name()));
        name.addClassName("sw-badges");
        if (size.retired()) {
            name.add(badge("Retired", "warn"));
        }
        if (size.restricted()) {
            name.add(badge("Some tenants", "off"));
        }
        return name;
    }

    private static Span badge(String words, String tone) {
        Span badge = new Span(words);
        badge.addClassNames("sw-badge", tone);
        return badge;
    }

    private Div toolbar() {
        Div toolbar = new Div(Shortcut.on("/", search));
        toolbar.addClassName("sw-toolbar");
        return toolbar;
    }

    private void reload() {
        String words = search.getValue().strip().toLowerCase(Locale.ROOT);
        table.setItems(parts.sizes().list(parts.actor()).stream()
                .filter(size -> size.name().toLowerCase(Locale.ROOT).contains(words))
                .toList());
        custom.setText(parts.custom()
                .range(parts.actor())
                .map(range -> "Custom sizes: " + range.vcpus() + ", " + range.memory() + ", " + range.disk() + ".")
                .orElse("Custom sizes are not allowed: VMs are launched with one of these."));
    }

    private Button customButton() {
        ActionButton change = new ActionButton("Custom sizes", () -> new CustomSizesDialog(parts, this::reload).open());
        change.refuse(parts.whyNotEdit());
        return change;
    }

    private Button newButton() {
        ActionButton add = new ActionButton(
                "New size", VaadinIcon.PLUS.create(), () -> new NewSizeDialog(parts, this::reload).open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.refuse(parts.whyNotEdit());
        return add;
    }
}
