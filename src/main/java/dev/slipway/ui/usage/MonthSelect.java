package dev.slipway.ui.usage;

import com.vaadin.flow.component.select.Select;
import dev.slipway.metering.Months;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/** The month that goes on, and those before it. */
class MonthSelect extends Select<YearMonth> {
    private static final int BACK = 36;
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    MonthSelect(Clock clock) {
        YearMonth now = Months.of(clock.instant());
        setAriaLabel("Month");
        setItems(Stream.iterate(now, m -> m.minusMonths(1)).limit(BACK).toList());
        setItemLabelGenerator(WORDS::format);
        setValue(now);
    }
}
