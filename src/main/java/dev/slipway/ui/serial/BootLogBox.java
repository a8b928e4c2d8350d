package dev.slipway.ui.serial;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.slipway.vm.serial.SerialText;

/** A boot log, by an element of its own, which says when it wants more. */
@Tag("slipway-boot-log")
class BootLogBox extends Component {
    private String shown = "";

    BootLogBox(Runnable again) {
        getElement().addEventListener("boot-log-again", e -> again.run());
        addAttachListener(e -> e.getUI().getPage().addJsModule("context://frontend/serial/slipway-boot-log.js"));
    }

    void named(String vm) {
        getElement().setAttribute("file", vm);
    }

    /** @param afresh instead of what is shown */
    void put(SerialText said, boolean afresh) {
        shown = said.text();
        run("this.put($0, $1)", said.text(), afresh);
    }

    /** Why there is nothing to be shown yet. */
    void note(String sentence) {
        shown = sentence;
        run("this.note($0)", sentence);
    }

    /** It does not ask again by itself then: each refusal is written down. */
    void refuse(String sentence) {
        shown = sentence;
        run("this.refuse($0)", sentence);
    }

    /** What it was told last; for tests. */
    String shown() {
        return shown;
    }

    private void run(String call, Object... values) {
        getElement().executeJs("customElements.whenDefined('slipway-boot-log').then(() => " + call + ")", values);
    }
}
