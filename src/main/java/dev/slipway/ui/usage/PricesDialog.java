package dev.slipway.ui.usage;

import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.metering.Prices;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.component.FormDialog;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Prices from an hour on. */
class PricesDialog extends FormDialog {
    private final DateTimePicker from = field("validFrom", new DateTimePicker("Valid from (UTC)"));
    private final TextField currency = field("currency", new TextField("Currency"));
    private final List<PriceField> fields = Arrays.stream(Dimension.values())
            .map(PriceField::new)
            .map(f -> field(f.field(), f))
            .toList();
    private final Prices prices;
    private final Actors actors;
    private final Runnable done;

    PricesDialog(Prices prices, Actors actors, Runnable done) {
        super(
                "New prices",
                "In place of all prices before, from that hour on; what has no price is free. Months that are over keep"
                        + " theirs.",
                "Set prices");
        this.prices = prices;
        this.actors = actors;
        this.done = done;
        from.setStep(Duration.ofHours(1));
        currency.setPlaceholder("EUR");
        currency.setMaxLength(3);
    }

    @Override
    protected void submit() {
        LocalDateTime at = from.getOptionalValue()
                .orElseThrow(() ->
                        new InvalidRequest("required", "validFrom", "Say from which hour on the prices are valid."));
        Map<Dimension, BigDecimal> perHour = new EnumMap<>(Dimension.class);
        for (Dimension d : Dimension.values()) {
            fields.get(d.ordinal()).price().ifPresent(p -> perHour.put(d, p));
        }
        prices.set(at.toInstant(ZoneOffset.UTC), currency.getValue(), perHour, actors.current());
        done.run();
    }
}
