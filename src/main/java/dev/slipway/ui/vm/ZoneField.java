package dev.slipway.ui.vm;

import com.vaadin.flow.component.combobox.ComboBox;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A time zone, by its name. */
class ZoneField extends ComboBox<String> {
    private static final Set<String> ALL = ZoneId.getAvailableZoneIds();

    ZoneField() {
        super("Time zone");
        setItems(ALL.stream().sorted().toList());
        setAllowCustomValue(false);
        setValue("UTC");
    }

    /** That of whoever looks, once their browser tells. */
    void chooseTheirs() {
        addAttachListener(e -> {
            @Nullable String id = e.getUI().getPage().getExtendedClientDetails().getTimeZoneId();
            if (id != null && ALL.contains(id)) {
                setValue(id);
            }
        });
    }
}
