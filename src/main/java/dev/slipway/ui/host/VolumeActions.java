package dev.slipway.ui.host;

import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.storage.StoragePool;
import dev.slipway.storage.StorageVolume;
import dev.slipway.ui.catalog.AddImageView;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.ui.session.Messages;
import java.util.List;
import java.util.Optional;

/** What can be done with a volume; what is not possible says why. */
class VolumeActions extends RowMenu {
    /** @param noImage why it cannot be imported, or empty if it can; @param imported told once it is on its way */
    VolumeActions(
            StoragePool pool, StorageVolume volume, Optional<String> noImage, StorageParts parts, Runnable imported) {
        super(volume.name());
        var actors = parts.actors();
        item(
                "Import as an image",
                actors.current().whyNot(Permission.IMAGE_EDIT, Scope.PLATFORM).or(() -> noImage),
                () -> {
                    parts.imports().begin(pool.id(), volume.name(), actors.current());
                    Messages.done(
                            volume.name() + " is being fetched.", new RouterLink("How far it is", AddImageView.class));
                    imported.run();
                });
        item(
                "Delete…",
                actors.current()
                        .whyNot(Permission.HOST_EDIT, Scope.PLATFORM)
                        .or(() -> volume.owner().map(o -> "It belongs to " + o.words() + ", and goes with that.")),
                () -> new ConsequenceDialog(
                                "Delete volume " + volume.name() + "?",
                                List.of(
                                        "What is in it is gone for good. Nobody is known to need it; look whose it is."),
                                "Delete",
                                () -> {
                                    parts.pools().deleteVolume(pool.id(), volume.name(), actors.current());
                                    Messages.done("Volume " + volume.name() + " is being deleted.");
                                })
                        .open());
    }
}
