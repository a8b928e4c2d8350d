package dev.slipway.ui.quota;

import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.LevelView;
import dev.slipway.quota.LimitLine;
import dev.slipway.ui.component.FormDialog;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Sets the limits of a tenant, a project or a member. */
public class LimitsDialog extends FormDialog {
    private final LimitsFields fields = new LimitsFields("");
    private final Consumer<Map<Dimension, OptionalLong>> save;

    /** @param whose as within a sentence @param save one façade call, and the refresh of what shows the limits */
    public LimitsDialog(String whose, LevelView level, Consumer<Map<Dimension, OptionalLong>> save) {
        super(
                "Limits of " + whose,
                "What may be used at once. An empty field is no limit, 0 is none at all. A limit may be lower than what is"
                        + " used: nothing is stopped, nothing new can start."
                        + (level.lines().stream().anyMatch(l -> l.granted() > 0)
                                ? " What is granted for a time comes on top, and ends by itself."
                                : ""),
                "Set limits");
        this.save = save;
        addClassName("sw-limits-dialog");
        part(fields, fields.byName());
        fields.fields().forEach((d, field) -> {
            LimitLine line = level.line(d);
            field.show(line.set());
            field.setHelperText(hint(line, line.set()));
            field.setValueChangeMode(ValueChangeMode.LAZY);
            field.addValueChangeListener(e -> {
                OptionalLong wanted = wanted(field);
                field.setHelperText(hint(line, wanted));
                field.setClassName("over", wanted.isPresent() && line.used() > wanted.getAsLong() + line.granted());
            });
        });
    }

    @Override
    protected void submit() {
        save.accept(fields.read());
    }

    private static String hint(LimitLine line, OptionalLong set) {
        Dimension d = line.dimension();
        String granted = line.granted() > 0 ? " · " + d.bare(line.granted()) + " granted on top" : "";
        OptionalLong whole = set.isPresent() ? OptionalLong.of(set.getAsLong() + line.granted()) : set;
        LimitLine then = new LimitLine(d, line.used(), whole, line.granted());
        return then.over() > 0 ? then.words() + "." : d.bare(line.used()) + " used" + granted;
    }

    private static OptionalLong wanted(LimitField field) {
        try {
            OptionalLong read = field.read("");
            return read.isPresent() && (read.getAsLong() < 0 || read.getAsLong() > Integer.MAX_VALUE * 1024L)
                    ? OptionalLong.empty()
                    : read;
        } catch (InvalidRequest e) {
            return OptionalLong.empty();
        }
    }
}
