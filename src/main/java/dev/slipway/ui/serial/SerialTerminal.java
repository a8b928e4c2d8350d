package dev.slipway.ui.serial;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.slipway.console.ConsoleTicket;
import dev.slipway.kernel.Problem;
import java.util.function.Supplier;

/** A terminal on a VM's serial line, by an element of its own, which asks for a ticket whenever it (re)connects. */
@Tag("slipway-serial")
class SerialTerminal extends Component {
    SerialTerminal(Supplier<ConsoleTicket> tickets) {
        getElement().addEventListener("console-need-ticket", e -> answer(tickets));
        addAttachListener(e -> {
            e.getUI().getPage().addJsModule("context://frontend/serial/slipway-serial.js");
            run("this.connect()");
        });
    }

    /** The VM is on. */
    void back() {
        run("this.back()");
    }

    private void answer(Supplier<ConsoleTicket> tickets) {
        try {
            run("this.connect($0)", tickets.get().token());
        } catch (Problem refusal) {
            run("this.refuse($0)", refusal.sentence());
        }
    }

    private void run(String call, Object... values) {
        getElement().executeJs("customElements.whenDefined('slipway-serial').then(() => " + call + ")", values);
    }
}
