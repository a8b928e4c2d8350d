package dev.slipway.ui.catalog;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.SizeView;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.network.NetworkView;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.WholeNumber;
import dev.slipway.vm.warm.WarmPoolDraft;

/** Lets VMs wait for who launches such a one. */
class NewWarmPoolDialog extends FormDialog {
    private final ComboBox<ProjectView> project = field("project", new ComboBox<>("Who pays while they wait"));
    private final ComboBox<ImageView> image = field("image", new ComboBox<>("Image"));
    private final ComboBox<SizeView> size = field("size", new ComboBox<>("Size"));
    private final ComboBox<NetworkView> network = field("network", new ComboBox<>("Network"));
    private final IntegerField wanted = field("wanted", WholeNumber.field("How many wait", "VMs"));
    private final WarmPoolParts parts;
    private final Runnable made;

    NewWarmPoolDialog(WarmPoolParts parts, Runnable made) {
        super(
                "New warm pool",
                "VMs that are alike are launched ahead and kept running. Whoever launches such a one, in any project, gets one"
                        + " of them at once and pays for it from then on.",
                "Make pool");
        setWidth("min(34rem, 96vw)");
        this.parts = parts;
        this.made = made;
        project.setItemLabelGenerator(ProjectView::title);
        project.setHelperText("A project of the platform's own. They count against its quota, and run as yours there.");
        project.addValueChangeListener(e -> offer());
        image.setItemLabelGenerator(i -> i.name() + " (" + i.versionLabel() + ")");
        size.setItemLabelGenerator(s -> s.name() + ": " + Sizing.of(s.resources()));
        network.setItemLabelGenerator(NetworkView::name);
        wanted.setValue(1);
        var projects = parts.projects();
        project.setItems(projects);
        if (projects.size() == 1) {
            project.setValue(projects.getFirst());
        }
    }

    private void offer() {
        project.getOptionalValue().ifPresent(payer -> {
            image.setItems(parts.images(payer));
            size.setItems(parts.sizes(payer));
            network.setItems(parts.networks(payer));
        });
    }

    @Override
    protected void submit() {
        var draft = new WarmPoolDraft(
                chosen(image, "image").version(),
                chosen(size, "size").id(),
                chosen(network, "network").id(),
                chosen(project, "project").id(),
                WholeNumber.of(wanted, "wanted"));
        parts.pools().create(draft, parts.actor());
        made.run();
    }

    private static <T> T chosen(ComboBox<T> box, String name) {
        return box.getOptionalValue()
                .orElseThrow(() -> new InvalidRequest("missing-field", name, "Choose one: " + box.getLabel() + "."));
    }
}
