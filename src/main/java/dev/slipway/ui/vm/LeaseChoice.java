package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.session.Messages;
import dev.slipway.vm.VmView;
import dev.slipway.vm.lease.LeaseView;
import java.util.Optional;

/** Until when a VM stays, and the buttons that make that later. Stays while all around it is drawn anew. */
class LeaseChoice extends Div {
    private final Lasting lasting;
    private final Span words = new Span();
    private final Span note = new Span();
    private final ActionButton extend;
    private final ActionButton set;
    private Optional<VmView> shown = Optional.empty();

    LeaseChoice(Lasting lasting) {
        this.lasting = lasting;
        extend = new ActionButton("Extend", VaadinIcon.CALENDAR_CLOCK.create(), () -> shown.ifPresent(this::extend));
        set = new ActionButton("Set its end", () -> shown.ifPresent(vm -> new LeaseEndDialog(vm, lasting).open()));
        extend.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        set.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        note.addClassName("sw-quiet");
        addClassName("sw-lasting");
        add(words, extend, set, note);
    }

    void show(VmView vm) {
        shown = Optional.of(vm);
        Optional<LeaseView> lease = lasting.lease(vm);
        words.removeAll();
        lease.ifPresentOrElse(this::say, () -> words.setText("It stays for as long as it is wanted"));
        note.setText(lease.map(LeaseChoice::note).orElse(""));
        extend.setVisible(lease.isPresent());
        extend.refuse(lease.flatMap(LeaseView::whyNot));
        set.setVisible(lease.isPresent() && lasting.maySetEnd(vm));
    }

    private void say(LeaseView lease) {
        if (lease.binAt().isPresent()) {
            words.add(
                    new Span("Over; it goes to the recycle bin "),
                    new TimeAgo(lease.binAt().get()));
        } else {
            words.add(new Span("Ends "), new TimeAgo(lease.endsAt()));
        }
    }

    private static String note(LeaseView lease) {
        String extended = lease.extensions().isPresent()
                ? "Extended " + lease.extended() + " of " + lease.extensions().getAsInt() + " times. "
                : "";
        return extended
                + lease.note()
                        .map(why -> "It is not in the recycle bin yet: " + why)
                        .orElse("");
    }

    private void extend(VmView vm) {
        lasting.extend(vm);
        Messages.done("The lease of " + vm.name() + " is extended.");
    }
}
