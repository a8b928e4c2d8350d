package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import dev.slipway.catalog.ImageView;
import dev.slipway.identity.Actors;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmView;
import dev.slipway.vm.rebuild.Rebuilds;
import java.util.Optional;

/** Asks which version a VM is to be built anew from, and says what will come of it. */
class RebuildDialog extends FormDialog {
    private final VmView vm;
    private final Rebuilds rebuilds;
    private final Actors actors;
    private final Select<ImageView> version = field("image", new Select<>());

    RebuildDialog(VmView vm, Rebuilds rebuilds, Actors actors) {
        super("Rebuild " + vm.name() + "?", "", "Rebuild");
        this.vm = vm;
        this.rebuilds = rebuilds;
        this.actors = actors;
        setWidth("min(36rem, 100%)");
        warn();
        var consequences = new UnorderedList(
                new ListItem("Its disk and everything on it are gone for good; it gets a fresh one of its image."),
                new ListItem(
                        "Its name, network, addresses, SSH keys and first-boot settings stay, and are given to the new"
                                + " system at its first boot. The discs in its drives stay too."),
                new ListItem("Its SSH host keys are new, so that ssh warns at the next sign-in."),
                new ListItem("It stays off until somebody starts it."));
        consequences.addClassName("sw-consequences");
        version.setLabel("Version of " + vm.imageName());
        version.setItemLabelGenerator(image ->
                image.versionLabel() + (image.versionLabel().equals(vm.imageVersion()) ? " (the one it has)" : ""));
        var choices = rebuilds.choices(vm.id(), actors.current());
        version.setItems(choices);
        choices.stream().findFirst().ifPresent(version::setValue);
        add(consequences);
    }

    @Override
    protected void submit() {
        rebuilds.rebuild(vm.id(), Optional.ofNullable(version.getValue()).map(ImageView::version), actors.current());
    }
}
