package dev.slipway.ui.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.catalog.ImageUser;
import dev.slipway.catalog.ImageView;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.vm.VmPage;
import java.util.List;

/** The VMs whose disks stand on an image, as far as the person may see them. */
class ImageVmsPanel extends Div {
    private static final int ROWS_SHOWN = 10;

    private final ImageParts parts;
    private final H2 title = new H2("VMs");
    private final Table<ImageUser> table = new Table<>();

    ImageVmsPanel(ImageParts parts) {
        this.parts = parts;
        addClassNames("sw-panel", "wide");
        table.main("VM", ImageVmsPanel::name, vm -> new Span("Version " + vm.versionLabel()));
        table.wide("Version", vm -> new Span(vm.versionLabel()));
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.DESKTOP, "No VMs of it", "No disk of a VM that you may see stands on this image."));
        add(title, table);
    }

    void show(ImageView image) {
        List<ImageUser> vms = parts.images().users(image.version(), parts.actor());
        title.setText(vms.size() == 1 ? "1 VM" : vms.size() + " VMs");
        table.setAllRowsVisible(vms.size() <= ROWS_SHOWN);
        table.setItems(vms);
    }

    private static Component name(ImageUser vm) {
        Span place = new Span(vm.place());
        place.addClassName("sw-quiet");
        return new Div(new Div(new RouterLink(vm.name(), VmPage.class, VmPage.of(vm.vm()))), place);
    }
}
