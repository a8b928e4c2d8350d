package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.ui.component.WholeNumber;
import java.util.function.LongFunction;

/** How large a disk is to be, in GiB, and what that would take of the quota. */
class DiskSizeField extends Div {
    private static final long MIB_PER_GIB = 1024;
    private static final int MOST_GIB = 65_536;

    private final IntegerField input = WholeNumber.field("Size", "GiB");
    private final QuotaBars bars = new QuotaBars().stacked();
    private final Div refusals = new Div();
    private final LongFunction<QuotaPreview> quote;

    /** @param quote for so many MiB */
    DiskSizeField(int gib, LongFunction<QuotaPreview> quote) {
        this.quote = quote;
        addClassName("sw-disk-size");
        input.setMin(1);
        input.setMax(MOST_GIB);
        input.setStepButtonsVisible(true);
        input.setValueChangeMode(ValueChangeMode.LAZY);
        input.setRequiredIndicatorVisible(true);
        input.setWidthFull();
        refusals.addClassNames("sw-notice", "bad");
        refusals.getElement().setAttribute("role", "status");
        refusals.setVisible(false);
        add(input, bars, refusals);
        input.addValueChangeListener(e -> preview());
        input.setValue(gib);
    }

    IntegerField input() {
        return input;
    }

    /** @throws dev.slipway.kernel.InvalidRequest if it is no whole number */
    long mib() {
        return WholeNumber.of(input, "sizeMib") * MIB_PER_GIB;
    }

    private void preview() {
        Integer gib = input.getValue();
        if (gib == null || gib < 1 || gib > MOST_GIB) {
            return;
        }
        QuotaPreview preview = quote.apply(gib * MIB_PER_GIB);
        bars.show(
                preview.lines().stream()
                        .filter(line -> line.dimension() == Dimension.DISK_MIB)
                        .toList(),
                preview.cost());
        UnorderedList list = new UnorderedList();
        preview.refusals().forEach(r -> list.add(new ListItem(r)));
        refusals.removeAll();
        refusals.add(list);
        refusals.setVisible(!preview.fits());
    }
}
