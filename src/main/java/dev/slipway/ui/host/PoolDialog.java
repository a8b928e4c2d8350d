package dev.slipway.ui.host;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.kernel.HostId;
import dev.slipway.storage.StoragePoolDraft;
import dev.slipway.ui.component.FormDialog;

/** Makes a storage pool on a host. */
class PoolDialog extends FormDialog {
    private final HostId host;
    private final StorageParts parts;
    private final Runnable done;
    private final Select<StoragePoolDraft.Kind> kind = field("kind", new Select<>());
    private final TextField name = field("name", new TextField("Name"));
    private final TextField server = field("server", new TextField("Server"));
    private final TextField export = field("export", new TextField("Directory on the server"));
    private final TextField group = field("group", new TextField("Volume group"));
    private final TextField path = field("path", new TextField("Directory on the host"));

    PoolDialog(HostId host, StorageParts parts, Runnable done) {
        super(
                "Make a storage pool",
                "The host starts it now, and whenever it boots. Disks of new VMs stay in the host's own pool; this one is"
                        + " for domains that you adopt.",
                "Make");
        setWidth("min(34rem, 96vw)");
        this.host = host;
        this.parts = parts;
        this.done = done;
        kind.setLabel("Kind");
        kind.setItems(StoragePoolDraft.Kind.values());
        kind.setItemLabelGenerator(StoragePoolDraft.Kind::words);
        kind.addValueChangeListener(e -> fit());
        name.setPlaceholder("archive");
        server.setPlaceholder("nas1.example.org");
        export.setPlaceholder("/export/vms");
        group.setPlaceholder("vg0");
        group.setHelperText("One that is there already. Nothing is formatted.");
        path.setPlaceholder("/srv/archive");
        kind.setValue(StoragePoolDraft.Kind.DIRECTORY);
    }

    private void fit() {
        var nfs = kind.getValue() == StoragePoolDraft.Kind.NFS;
        var lvm = kind.getValue() == StoragePoolDraft.Kind.LVM;
        server.setVisible(nfs);
        export.setVisible(nfs);
        group.setVisible(lvm);
        path.setVisible(!lvm);
        path.setHelperText(nfs ? "Where the host mounts it." : "Made if it is not there.");
    }

    @Override
    protected void submit() {
        parts.pools()
                .create(
                        host,
                        new StoragePoolDraft(
                                kind.getValue(),
                                name.getValue().strip(),
                                path.getValue().strip(),
                                server.getValue().strip(),
                                export.getValue().strip(),
                                group.getValue().strip()),
                        parts.actors().current());
        done.run();
    }
}
