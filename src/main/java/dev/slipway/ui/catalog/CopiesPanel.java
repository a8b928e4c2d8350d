package dev.slipway.ui.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.StagedView;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.host.HostPage;
import dev.slipway.ui.session.Messages;
import java.util.List;
import java.util.Optional;

/** Where an image's versions lie on hosts. For those who may see hosts. */
class CopiesPanel extends Div {
    private final ImageParts parts;
    private final H2 title = new H2("Copies on hosts");
    private final Table<StagedView> table = new Table<>();
    private List<StagedView> all = List.of();
    private Optional<ImageView> shown = Optional.empty();

    CopiesPanel(ImageParts parts) {
        this.parts = parts;
        addClassNames("sw-panel", "wide");
        table.main("Host", CopiesPanel::host, CopiesPanel::state);
        table.wide("Version", c -> new Span(c.versionLabel()));
        table.wide("State", CopiesPanel::state);
        table.wide("Takes", c -> new Span(Sizing.bytes(c.allocatedBytes())));
        table.wide("Since", c -> new TimeAgo(c.changedAt()));
        table.actions(CopyMenu::new);
        table.setAllRowsVisible(true);
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.SERVER, "On no host yet", "The first launch on a host copies it there, once for all VMs."));
        add(title, table);
    }

    private final class CopyMenu extends RowMenu {
        CopyMenu(StagedView copy) {
            super("the copy on " + copy.hostName());
            item("Remove…", parts.whyNotCurate(), () -> {
                parts.copies().remove(copy.version(), copy.host(), parts.actor());
                Messages.done("The copy on " + copy.hostName() + " is removed.");
                shown.ifPresent(CopiesPanel.this::show);
            });
        }
    }

    void show(ImageView image) {
        shown = Optional.of(image);
        setVisible(parts.seesHosts());
        if (!parts.seesHosts()) {
            return;
        }
        var now = parts.copies().of(image.version(), parts.actor());
        if (!now.equals(all)) {
            all = now;
            table.setItems(all);
        }
    }

    private static Component host(StagedView copy) {
        return new RouterLink(copy.hostName(), HostPage.class, HostPage.of(copy.host()));
    }

    private static Component state(StagedView copy) {
        return new Span(copy.ready() ? "Ready" : "Copying: " + copy.percent() + " %");
    }
}
