package dev.slipway.ui.vm;

import com.vaadin.flow.component.select.Select;
import dev.slipway.catalog.ImageView;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmView;
import dev.slipway.vm.disc.Drive;
import java.util.List;

/** Which ISO of the catalogue goes into a drive. */
class InsertDiscDialog extends FormDialog {
    private final VmView vm;
    private final Drive drive;
    private final DiscActions actions;
    private final Select<ImageView> disc = field("image", new Select<>());

    InsertDiscDialog(VmView vm, Drive drive, DiscActions actions) {
        super(
                "A disc for drive " + drive.number() + " of " + vm.name(),
                "It is copied to the VM's host first, if it is not there yet. The guest is not asked: what is in the drive"
                        + " is taken out as it is.",
                "Insert");
        this.vm = vm;
        this.drive = drive;
        this.actions = actions;
        List<ImageView> all = actions.discs(vm.scope());
        disc.setLabel("Disc");
        disc.setItemLabelGenerator(image -> image.name() + " " + image.versionLabel());
        disc.setItems(all);
        disc.setHelperText(
                all.isEmpty() ? "There is no ISO in the catalogue for you. Ask an administrator to publish one." : "");
        disc.setWidthFull();
    }

    @Override
    protected void submit() {
        ImageView chosen = disc.getOptionalValue()
                .orElseThrow(() -> new InvalidRequest("missing-field", "image", "Choose a disc."));
        actions.insert(vm.id(), drive.number(), chosen.version());
    }
}
