package dev.slipway.ui.tenant;

import com.vaadin.flow.component.textfield.IntegerField;
import dev.slipway.tenant.TenantView;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.WholeNumber;
import dev.slipway.vm.lease.LeasePolicy;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** How long VMs of a tenant may stay, how often that is made later, and how long they are kept off then. */
class LeasePolicyDialog extends FormDialog {
    private static final int USUAL_LEASE = 30;
    private static final int USUAL_GRACE = 7;

    private final Consumer<LeasePolicy> chosen;
    private final IntegerField longest = field("longestDays", WholeNumber.field("A VM stays", "days"));
    private final IntegerField extensions = field("extensions", WholeNumber.field("Extended at most", "times"));
    private final IntegerField most = field("mostDays", WholeNumber.field("Extended to at most", "days"));
    private final IntegerField grace = field("graceDays", WholeNumber.field("Kept off once it is over", "days"));

    LeasePolicyDialog(TenantView tenant, Optional<LeasePolicy> now, Consumer<LeasePolicy> chosen) {
        super(
                "Leases of " + tenant.name(),
                "VMs without an end get a full lease from now on; those that have an end keep it. Their people are told 7"
                        + " days and 1 day before.",
                "Set lease policy");
        this.chosen = chosen;
        longest.setHelperText("From its launch, or from an extension on.");
        extensions.setPlaceholder("as often as they like");
        extensions.setHelperText("By the VM's people. 0: never.");
        most.setPlaceholder("as long as they like");
        most.setHelperText("All in all, from its launch on.");
        grace.setHelperText("Then it goes to the recycle bin. Until then it can be extended.");
        longest.setValue(now.map(LeasePolicy::longestDays).orElse(USUAL_LEASE));
        grace.setValue(now.map(LeasePolicy::graceDays).orElse(USUAL_GRACE));
        now.map(LeasePolicy::extensions).ifPresent(n -> n.ifPresent(extensions::setValue));
        now.map(LeasePolicy::mostDays).ifPresent(n -> n.ifPresent(most::setValue));
    }

    @Override
    protected void submit() {
        chosen.accept(new LeasePolicy(
                WholeNumber.of(longest, "longestDays"),
                number(extensions),
                number(most),
                WholeNumber.of(grace, "graceDays")));
    }

    private static OptionalInt number(IntegerField field) {
        return field.getOptionalValue().map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
