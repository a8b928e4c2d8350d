package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.ui.component.Fact;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.guest.SeenGuest;
import dev.slipway.vm.guest.SeenGuest.FileSystem;
import java.util.ArrayList;
import java.util.List;

/** What a guest says of itself, among the facts of its VM. */
final class GuestFacts {
    private static final long MIB = 1L << 20;

    private GuestFacts() {}

    static List<Fact> of(SeenGuest guest) {
        List<Fact> facts = new ArrayList<>();
        if (!guest.system().isEmpty()) {
            facts.add(Fact.of("Operating system", guest.system()));
        }
        if (!guest.fileSystems().isEmpty()) {
            facts.add(new Fact("File systems", guest.fileSystems(), () -> lines(guest)));
        }
        if (!guest.users().isEmpty()) {
            facts.add(Fact.of("Signed in", String.join(", ", guest.users())));
        }
        return facts;
    }

    private static Div lines(SeenGuest guest) {
        Div all = new Div();
        guest.fileSystems().stream().map(GuestFacts::line).forEach(all::add);
        return all;
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
