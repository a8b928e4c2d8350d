package dev.slipway.ui.request;

import com.vaadin.flow.component.datepicker.DatePicker;
import dev.slipway.quota.request.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Until the end of a day, in the person's time zone; nothing chosen = for good. */
class TermField extends DatePicker {
    private ZoneId zone = ZoneOffset.UTC;
    private Optional<Instant> shown = Optional.empty();

    TermField() {
        super("Until the end of");
        setClearButtonVisible(true);
        setPlaceholder("for good");
        setHelperText("Leave it empty for good. What is given for a time ends by itself; nothing is stopped then.");
        DatePickerI18n words = new DatePickerI18n();
        words.setDateFormat("d MMM yyyy");
        words.setFirstDayOfWeek(1);
        setI18n(words);
        addAttachListener(e -> {
            @Nullable String id = e.getUI().getPage().getExtendedClientDetails().getTimeZoneId();
            if (id != null && ZoneId.getAvailableZoneIds().contains(id)) {
                zone = ZoneId.of(id);
            }
            shown.ifPresent(at -> setValue(day(at)));
        });
    }

    /** As it was shown, to the second, unless another day was chosen. */
    Term term() {
        Optional<LocalDate> chosen = Optional.ofNullable(getValue());
        if (chosen.isPresent()
                && shown.filter(at -> day(at).equals(chosen.get())).isPresent()) {
            return new Term(shown);
        }
        return new Term(chosen.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()));
    }

    void show(Optional<Instant> end) {
        shown = end;
        setValue(end.map(this::day).orElse(null));
    }

    private LocalDate day(Instant end) {
        return LocalDate.ofInstant(end.minusMillis(1), zone);
    }
}
