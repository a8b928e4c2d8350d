package dev.slipway.ui.vm;

import com.vaadin.flow.component.datepicker.DatePicker;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmView;
import dev.slipway.vm.lease.LeaseEnd;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Any end of a VM's lease, for administrators. */
class LeaseEndDialog extends FormDialog {
    private final VmView vm;
    private final Lasting lasting;
    private final DatePicker end = field("endsAt", new DatePicker("It stays until the end of (UTC)"));

    LeaseEndDialog(VmView vm, Lasting lasting) {
        super(
                "Until when " + vm.name() + " stays",
                "Whatever the policy of its tenant says. Its people are told 7 days and 1 day before that, as always.",
                "Set its end");
        this.vm = vm;
        this.lasting = lasting;
        DatePicker.DatePickerI18n words = new DatePicker.DatePickerI18n();
        words.setDateFormat("d MMM yyyy");
        words.setFirstDayOfWeek(1);
        end.setI18n(words);
        vm.lease().map(LeaseEnd::endsAt).ifPresent(at -> end.setValue(LocalDate.ofInstant(at, ZoneOffset.UTC)));
    }

    @Override
    protected void submit() {
        LocalDate day = end.getOptionalValue()
                .orElseThrow(() -> new InvalidRequest("missing-field", "endsAt", "Choose a day that is to come."));
        lasting.until(vm, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
