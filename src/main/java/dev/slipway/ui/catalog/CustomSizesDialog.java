package dev.slipway.ui.catalog;

import com.vaadin.flow.component.checkbox.Checkbox;
import dev.slipway.ui.component.FormDialog;

/** Says whether VMs may be launched with amounts of one's own, and from what to what. */
class CustomSizesDialog extends FormDialog {
    private final Checkbox allowed = field("allowed", new Checkbox("Allow custom sizes"));
    private final RangeFields range = new RangeFields();
    private final SizeParts parts;
    private final Runnable done;

    CustomSizesDialog(SizeParts parts, Runnable done) {
        super(
                "Custom sizes",
                "Who launches a VM may then say its vCPUs, memory and disk, within this range and the quota. VMs that"
                        + " are there stay as they are.",
                "Save");
        this.parts = parts;
        this.done = done;
        part(range, range.inputs());
        var now = parts.custom().range(parts.actor());
        now.ifPresent(range::show);
        allowed.addValueChangeListener(e -> range.setVisible(e.getValue()));
        range.setVisible(now.isPresent());
        allowed.setValue(now.isPresent());
    }

    @Override
    protected void submit() {
        if (allowed.getValue()) {
            parts.custom().allow(range.range(), parts.actor());
        } else {
            parts.custom().forbid(parts.actor());
        }
        done.run();
    }
}
