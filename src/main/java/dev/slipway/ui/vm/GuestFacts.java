package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.ui.component.Facts;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.guest.SeenGuest;
import dev.slipway.vm.guest.SeenGuest.FileSystem;

/** What a guest says of itself, among the facts of its VM. */
final class GuestFacts {
    private static final long MIB = 1L << 20;

    private GuestFacts() {}

    static void add(SeenGuest guest, Facts facts) {
        if (!guest.system().isEmpty()) {
            facts.with("Operating system", guest.system());
        }
        if (!guest.fileSystems().isEmpty()) {
            Div all = new Div();
            guest.fileSystems().stream().map(GuestFacts::line).forEach(all::add);
            facts.with("File systems", all);
        }
        if (!guest.users().isEmpty()) {
            facts.with("Signed in", String.join(", ", guest.users()));
        }
    }

    private static Div line(FileSystem fs) {
        Div line = new Div(new Span(fs.mountPoint() + ": " + Sizing.mib(fs.usedBytes() / MIB) + " of "
                + Sizing.mib(fs.totalBytes() / MIB) + " used "));
        if (fs.isNearlyFull()) {
            Span full = new Span("Nearly full");
            full.addClassNames("sw-badge", "bad");
            line.add(full);
        }
        return line;
    }
}
