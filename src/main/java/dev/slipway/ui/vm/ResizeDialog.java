package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import dev.slipway.catalog.CustomRange;
import dev.slipway.catalog.SizeView;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.SizeId;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives a VM another size, and says before what that takes of the quota beyond what it holds. */
class ResizeDialog extends FormDialog {
    private final VmView vm;
    private final Resizing resizing;
    private final SizeField size;
    private final QuotaBars bars = new QuotaBars().stacked();
    private final Div refusals = new Div();

    ResizeDialog(VmView vm, List<SizeView> sizes, Optional<CustomRange> range, Resizing resizing) {
        super(
                "Resize " + vm.name(),
                "It has size " + vm.sizeName() + " now: " + Sizing.of(vm.resources())
                        + ". Its disk can only become larger. " + when(vm),
                "Resize");
        this.vm = vm;
        this.resizing = resizing;
        setWidth("min(44rem, 100%)");
        size = new SizeField(sizes, range, this::preview);
        part(size, size.inputs());
        size.refuse(unfit(vm, sizes), Map.of(), false);
        refusals.addClassNames("sw-notice", "bad");
        refusals.getElement().setAttribute("role", "status");
        refusals.setVisible(false);
        add(bars, refusals);
    }

    private static String when(VmView vm) {
        return vm.status() == VmStatus.RUNNING || vm.status() == VmStatus.IN_RESCUE
                ? "It is on, so only its disk grows at once. Its vCPUs and memory change at its next start, since what runs"
                        + " keeps what it was started with: shut it down and start it when that suits you. What is more is"
                        + " held from now on, what is less is given back then."
                : "It is off, so all of it changes now.";
    }

    private static Map<SizeId, String> unfit(VmView vm, List<SizeView> sizes) {
        Map<SizeId, String> unfit = new HashMap<>();
        for (SizeView each : sizes) {
            if (each.resources().diskMib() < vm.resources().diskMib()) {
                unfit.put(each.id(), "Its disk is smaller than the one that the VM has.");
            } else if (each.name().equals(vm.sizeName()) && each.resources().equals(vm.resources())) {
                unfit.put(each.id(), "The VM has this size now.");
            }
        }
        return unfit;
    }

    private void preview() {
        size.wish().ifPresent(wish -> {
            var preview = resizing.quote(vm, wish);
            bars.show(preview);
            UnorderedList list = new UnorderedList();
            preview.refusals().forEach(r -> list.add(new ListItem(r)));
            refusals.removeAll();
            refusals.add(list);
            refusals.setVisible(!preview.fits());
        });
    }

    @Override
    protected void submit() {
        var wish = size.wish().orElseThrow(() -> new InvalidRequest("missing-field", "size", "Choose a size."));
        resizing.resize(vm, wish);
    }
}
