package dev.slipway.ui.catalog;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import dev.slipway.catalog.ImageView;
import dev.slipway.host.HostView;
import dev.slipway.kernel.HostId;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.session.Messages;
import java.util.List;
import java.util.stream.Collectors;

/** To which hosts an image is copied before a launch needs it there. */
class StageDialog extends FormDialog {
    private final MultiSelectComboBox<HostView> hosts = field("hosts", new MultiSelectComboBox<>("Hosts"));
    private final ImageView image;
    private final ImageParts parts;
    private final Runnable done;

    /** @param lacking hosts that have no copy */
    StageDialog(ImageView image, List<HostView> lacking, ImageParts parts, Runnable done) {
        super(
                "Copy " + image.name() + " to hosts",
                "The first launch on them then does not wait for it. A copy that no VM uses is removed again after a while.",
                "Copy");
        this.image = image;
        this.parts = parts;
        this.done = done;
        hosts.setItemLabelGenerator(HostView::name);
        hosts.setItems(lacking);
        hosts.setHelperText(
                lacking.isEmpty()
                        ? "Every host has version " + image.versionLabel() + " already."
                        : "Those that do not have version " + image.versionLabel() + " yet.");
    }

    @Override
    protected void submit() {
        var wanted = hosts.getValue().stream().map(HostView::id).collect(Collectors.<HostId>toSet());
        parts.staging().stage(image.version(), wanted, parts.actor());
        Messages.done(
                wanted.size() == 1 ? "It is being copied." : "It is being copied to " + wanted.size() + " hosts.");
        done.run();
    }
}
