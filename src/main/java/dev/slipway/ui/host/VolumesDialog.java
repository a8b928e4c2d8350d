package dev.slipway.ui.host;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.storage.PoolStanding;
import dev.slipway.storage.StoragePool;
import dev.slipway.storage.StorageVolume;
import dev.slipway.storage.VolumeOwner;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.session.Messages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is in a pool, and whose it is. Lets the host look again, and follows what it finds. */
class VolumesDialog extends Dialog {
    private final StoragePool pool;
    private final StorageParts parts;
    private final Table<StorageVolume> table = new Table<>();
    private final ActionButton look = new ActionButton("Look again", this::look);
    private final Map<String, String> noImages = new HashMap<>();
    private Optional<List<StorageVolume>> shown = Optional.empty();
    private volatile Optional<OperationId> looking = Optional.empty();

    VolumesDialog(StoragePool pool, StorageParts parts) {
        this.pool = pool;
        this.parts = parts;
        addClassName("sw-wide-dialog");
        setWidth("min(60rem, 96vw)");
        setHeaderTitle("Volumes in " + pool.name());
        var words = new Paragraph("As last listed. Those that nobody is known to need can be deleted, and imported as"
                + " images if they could be some.");
        words.addClassName("sw-quiet");
        table.main("Name", v -> new Span(v.name()), VolumesDialog::inShort);
        table.wide("Belongs to", v -> new Span(owner(v)));
        table.wide("Size", v -> new Span(Sizing.mib(v.capacityMib())));
        table.wide("Takes", v -> new Span(Sizing.mib(v.allocatedMib())));
        table.actions(this::actions);
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.STORAGE,
                "Nothing lies in it",
                "What is put there on the host shows here once the host has looked again."));
        table.setHeight("24rem");
        add(words, table);
        getFooter().add(look, new Button("Close", e -> close()));
        parts.live().follow(this, this::concerns, changes -> follow());
        reload();
    }

    private void follow() {
        try {
            reload();
        } catch (NotFound e) {
            // The pool, or its host, is gone.
            close();
        }
    }

    /** Runs on the feed's thread: looks at ids only. */
    private boolean concerns(Change change) {
        return change.topic() == Topic.HOST && pool.host().value().equals(change.id())
                || change.topic() == Topic.OPERATION
                        && looking.filter(o -> o.value().equals(change.id())).isPresent();
    }

    private void look() {
        looking = Optional.of(parts.pools().refresh(pool.id(), parts.actors().current()));
        reload();
    }

    private void reload() {
        var actor = parts.actors().current();
        looking.map(o -> parts.operations().get(o, actor))
                .filter(o -> o.state().isFinal())
                .ifPresent(o -> {
                    looking = Optional.empty();
                    o.problem().ifPresent(why -> Messages.problem("The host did not look", why));
                });
        look.refuse(actor.whyNot(Permission.HOST_EDIT, Scope.PLATFORM)
                .or(() -> pool.standing() == PoolStanding.ACTIVE
                        ? Optional.empty()
                        : Optional.of("Only an active pool can be looked at."))
                .or(() -> looking.map(o -> "The host is looking just now.")));
        var now = parts.pools().volumes(pool.id(), actor);
        // Drawn anew only if it reads otherwise, so that nobody loses their place.
        if (!shown.equals(Optional.of(now))) {
            show(now);
        }
    }

    private void show(List<StorageVolume> volumes) {
        noImages.clear();
        parts.imports()
                .candidates(pool.id(), parts.actors().current())
                .forEach(c -> c.whyNot().ifPresent(why -> noImages.put(c.volume(), why)));
        table.setItems(volumes);
        shown = Optional.of(volumes);
    }

    private Component actions(StorageVolume volume) {
        return new VolumeActions(pool, volume, Optional.ofNullable(noImages.get(volume.name())), parts, this::close);
    }

    /** For a phone, where it is all that is told. */
    private static Component inShort(StorageVolume volume) {
        return new Span(owner(volume) + " · " + Sizing.mib(volume.capacityMib()));
    }

    private static String owner(StorageVolume volume) {
        return volume.owner().map(VolumeOwner::words).orElse("nobody known");
    }
}
