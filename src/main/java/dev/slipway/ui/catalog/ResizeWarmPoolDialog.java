package dev.slipway.ui.catalog;

import com.vaadin.flow.component.textfield.IntegerField;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.WholeNumber;
import dev.slipway.vm.warm.WarmPool;

/** Changes how many VMs wait in a pool; none is a pause. */
class ResizeWarmPoolDialog extends FormDialog {
    private final IntegerField wanted = field("wanted", WholeNumber.field("How many wait", "VMs"));
    private final WarmPool pool;
    private final WarmPoolParts parts;
    private final Runnable changed;

    ResizeWarmPoolDialog(WarmPool pool, WarmPoolParts parts, Runnable changed) {
        super(pool.names().words(), "What is too many then is deleted. With 0 the pool is kept, and empty.", "Change");
        this.pool = pool;
        this.parts = parts;
        this.changed = changed;
        wanted.setValue(pool.wanted());
        wanted.setAutofocus(true);
    }

    @Override
    protected void submit() {
        int number = wanted.getOptionalValue()
                .orElseThrow(() -> new InvalidRequest("not-a-number", "wanted", "Give a whole number, 0 to 50."));
        parts.pools().resize(pool.id(), number, parts.actor());
        changed.run();
    }
}
