package dev.slipway.ui.vm;

import com.vaadin.flow.component.select.Select;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.VmView;
import dev.slipway.vm.disk.DiskView;
import dev.slipway.vm.disk.DiskView.AttachedTo;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Which disk a VM is given, or to which VM a disk goes: the one is fixed, and the other chosen among those on the same host. */
class AttachDiskDialog extends FormDialog {
    private static final String EXPLANATION =
            "Whether it runs or not. A disk lies on one host, and can be attached to the VMs of its project there.";

    private final Runnable attach;

    AttachDiskDialog(VmView vm, DiskActions actions) {
        super("Attach a disk to " + vm.name(), EXPLANATION, "Attach");
        attach = choice(
                "disk",
                "Disk",
                actions.attachable(vm.id()),
                disk -> disk.name() + " · " + Sizing.mib(disk.sizeMib()),
                "There is none that could be: of this project, on this VM's host, and attached to nothing.",
                (DiskView disk) -> actions.attach(disk.id(), vm.id()));
    }

    AttachDiskDialog(DiskView disk, DiskActions actions) {
        super("Attach “" + disk.name() + "”", EXPLANATION, "Attach");
        attach = choice(
                "vm",
                "VM",
                actions.places(disk),
                AttachedTo::name,
                "The project has no VM on the host where this disk lies. Ask an administrator to move one there.",
                vm -> actions.attach(disk.id(), vm.id()));
    }

    private <T> Runnable choice(
            String name, String label, List<T> all, Function<T, String> words, String none, Consumer<T> chosen) {
        Select<T> select = field(name, new Select<>());
        select.setLabel(label);
        select.setItemLabelGenerator(words::apply);
        select.setItems(all);
        select.setHelperText(all.isEmpty() ? none : "");
        select.setWidthFull();
        return () -> chosen.accept(select.getOptionalValue()
                .orElseThrow(() -> new InvalidRequest("missing-field", name, "Choose a " + label + ".")));
    }

    @Override
    protected void submit() {
        attach.run();
    }
}
