package dev.slipway.ui.host;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.storage.StoragePool;
import dev.slipway.storage.StorageVolume;
import dev.slipway.storage.VolumeOwner;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.session.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is in a pool, and whose it is. */
class VolumesDialog extends Dialog {
    private final StoragePool pool;
    private final StorageParts parts;
    private final Table<StorageVolume> table = new Table<>();
    private final Map<String, String> noImages = new HashMap<>();

    VolumesDialog(StoragePool pool, StorageParts parts) {
        this.pool = pool;
        this.parts = parts;
        addClassName("sw-wide-dialog");
        setWidth("min(60rem, 96vw)");
        setHeaderTitle("Volumes in " + pool.name());
        var words = new Paragraph("As last listed. Those that nobody is known to need can be deleted, and imported as"
                + " images if they could be some.");
        words.addClassName("sw-quiet");
        table.main("Name", v -> new Span(v.name()), v -> new Span(owner(v)));
        table.wide("Belongs to", v -> new Span(owner(v)));
        table.wide("Size", v -> new Span(Sizing.mib(v.capacityMib())));
        table.wide("Takes", v -> new Span(Sizing.mib(v.allocatedMib())));
        table.actions(v -> new Actions(v));
        table.setHeight("24rem");
        add(words, table);
        getFooter().add(new Button("Close", e -> close()));
        reload();
    }

    private void reload() {
        noImages.clear();
        parts.imports()
                .candidates(pool.id(), parts.actors().current())
                .forEach(c -> c.whyNot().ifPresent(why -> noImages.put(c.volume(), why)));
        table.setItems(parts.pools().volumes(pool.id(), parts.actors().current()));
    }

    private static String owner(StorageVolume volume) {
        return volume.owner().map(VolumeOwner::words).orElse("nobody known");
    }

    private class Actions extends RowMenu {
        Actions(StorageVolume volume) {
            super(volume.name());
            var actors = parts.actors();
            item(
                    "Import as an image",
                    actors.current()
                            .whyNot(Permission.IMAGE_EDIT, Scope.PLATFORM)
                            .or(() -> Optional.ofNullable(noImages.get(volume.name()))),
                    () -> {
                        parts.imports().begin(pool.id(), volume.name(), actors.current());
                        Messages.done(volume.name() + " is being fetched. Images, Add an image shows how far it is.");
                        close();
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
                                        close();
                                    })
                            .open());
        }
    }
}
