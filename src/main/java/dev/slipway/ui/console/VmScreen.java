package dev.slipway.ui.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import dev.slipway.console.ConsoleTicket;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A VM's screen, by the console's own element. It asks for a ticket whenever it (re)connects; a refusal is shown where
 * the screen would be.
 */
@Tag("slipway-console")
class VmScreen extends Component implements HasSize {
    VmScreen(Supplier<ConsoleTicket> tickets) {
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("aria-label", "Screen of the VM. It takes the keyboard while it has the focus.");
        getElement().addEventListener("console-need-ticket", e -> answer(tickets));
        addAttachListener(e -> {
            e.getUI().getPage().addJsModule("context://frontend/console/slipway-console.js");
            connect();
        });
    }

    /** Opens the screen, or opens it anew. */
    final void connect() {
        getElement().executeJs("customElements.whenDefined('slipway-console').then(() => this.connect())");
    }

    /** Opens the screen of a VM that has one again; one that is open, or comes back by itself, is left alone. */
    void connectIfClosed() {
        getElement().executeJs("""
            customElements.whenDefined('slipway-console').then(() => {
              if (this.state === 'disconnected') this.connect();
            })\
            """);
    }

    void combo(String combo) {
        getElement().executeJs("this.sendCombo($0); this.focus()", combo);
    }

    void type(String text) {
        getElement().executeJs("this.typeText($0); this.focus()", text);
    }

    /** What the guest takes its keyboard for, from now on; this browser remembers it for the VM. */
    void layout(GuestLayout layout, VmId vm) {
        getElement().executeJs("""
            customElements.whenDefined('slipway-console').then(() => { this.layout = $0; this.focus(); });
            localStorage.setItem('slipway-guest-layout ' + $1, $0);
            localStorage.setItem('slipway-guest-layout', $0);\
            """, layout.code(), vm.toString());
    }

    /** As it was for this VM the last time in this browser, or for the VM before it. @param told which one that is */
    void rememberedLayout(VmId vm, Consumer<GuestLayout> told) {
        getElement().executeJs("""
            const layout = localStorage.getItem('slipway-guest-layout ' + $0)
                ?? localStorage.getItem('slipway-guest-layout') ?? 'us';
            return customElements.whenDefined('slipway-console').then(() => {
              try { this.layout = layout; } catch { /* one that is not offered any more */ }
              return this.layout;
            });\
            """, vm.toString()).then(String.class, code -> told.accept(GuestLayout.of(code)));
    }

    void fullScreen() {
        getElement().executeJs("this.requestFullscreen().then(() => this.focus())");
    }

    /** Saves what is on the screen right now as a file on the person's own machine. */
    void saveScreenshot(String name) {
        getElement().executeJs("""
            const shot = this.screenshot();
            if (!shot) return;
            const link = document.createElement('a');
            link.href = shot;
            link.download = $0 + '.png';
            link.click();\
            """, name);
    }

    private void answer(Supplier<ConsoleTicket> tickets) {
        try {
            getElement().executeJs("this.connect($0)", tickets.get().token());
        } catch (Problem refusal) {
            getElement().executeJs("this.refuse($0)", refusal.sentence());
        }
    }
}
