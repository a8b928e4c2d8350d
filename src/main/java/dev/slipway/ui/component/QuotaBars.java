package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Div;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.QuotaPreview;
import java.util.List;

/** What is used of what may be used, one bar a dimension. */
public class QuotaBars extends Div {
    public QuotaBars() {
        addClassName("sw-quota");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Quota");
    }

    /** Below each other, for a narrow column. */
    public QuotaBars stacked() {
        addClassName("stacked");
        return this;
    }

    public void show(List<QuotaLine> lines) {
        show(lines, Amounts.NONE);
    }

    /** With what would be used afterwards. */
    public void show(QuotaPreview preview) {
        show(preview.lines(), preview.cost());
    }

    /** With what would be used afterwards, of these only. */
    public void show(List<QuotaLine> lines, Amounts cost) {
        removeAll();
        for (Dimension dimension : Dimension.values()) {
            List<QuotaLine> ofIt =
                    lines.stream().filter(l -> l.dimension() == dimension).toList();
            if (!ofIt.isEmpty()) {
                add(new QuotaBar(dimension, ofIt, cost.of(dimension)));
            }
        }
    }
}
