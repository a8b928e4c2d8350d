package dev.slipway.ui.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.StagedView;
import dev.slipway.host.HostView;
import dev.slipway.operation.OperationView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.OperationProgress;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.host.HostPage;
import dev.slipway.ui.session.Messages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where an image's versions lie on hosts. For those who may see hosts. */
class CopiesPanel extends Div {
    private final ImageParts parts;
    private final Div wishes = new Div();
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
        table.setEmptyStateComponent(
                new EmptyState(
                        VaadinIcon.SERVER,
                        "On no host yet",
                        "The first launch on a host copies it there, once for all VMs. To have it there before, copy it to hosts."));
        var copy = new ActionButton("Copy to hosts…", this::choose);
        copy.refuse(parts.whyNotCurate());
        add(new H2("Copies on hosts"), wishes, table, copy);
    }

    private void choose() {
        shown.ifPresent(image -> new StageDialog(image, lacking(image), parts, () -> show(image)).open());
    }

    private List<HostView> lacking(ImageView image) {
        var with = all.stream()
                .filter(copy -> copy.version().equals(image.version()))
                .map(StagedView::host)
                .collect(Collectors.toSet());
        return parts.hosts().list(parts.actor()).stream()
                .filter(host -> !with.contains(host.id()))
                .toList();
    }

    private Component wish(OperationView operation) {
        var progress = new OperationProgress();
        progress.show(Optional.of(operation));
        var stop = new ActionButton("Stop", () -> parts.operations().cancel(operation.id(), parts.actor()));
        stop.setAriaLabel("Stop copying " + operation.targetName());
        stop.refuse(parts.whyNotCurate());
        stop.setVisible(!operation.state().isFinal());
        var head = new Div(new Span(operation.targetName()), stop);
        head.addClassName("sw-card-title");
        return new Div(head, progress);
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
        wishes.removeAll();
        parts.staging().wishes(image.version(), parts.actor()).stream()
                .map(this::wish)
                .forEach(wishes::add);
        all = parts.copies().of(image.version(), parts.actor());
        table.show(all, copy -> List.of(copy.version(), copy.host()));
    }

    private static Component host(StagedView copy) {
        return new RouterLink(copy.hostName(), HostPage.class, HostPage.of(copy.host()));
    }

    private static Component state(StagedView copy) {
        return new Span(copy.ready() ? "Ready" : "Copying: " + copy.percent() + " %");
    }
}
