package dev.slipway.ui.profile;

import com.vaadin.flow.component.html.Div;
import io.nayuki.qrcodegen.QrCode;

/** A text as a picture for a phone's camera. Drawn as paths, black on white whatever the look: cameras want contrast. */
class QrPicture extends Div {
    private static final int QUIET = 4;

    QrPicture(String text, String description) {
        addClassName("sw-qr");
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int size = code.size + 2 * QUIET;
        getElement()
                .setProperty(
                        "innerHTML",
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + size + " " + size
                                + "' shape-rendering='crispEdges' aria-hidden='true'><path fill='#fff' d='M0 0h" + size
                                + "v" + size + "H0z'/><path fill='#000' d='" + modules(code) + "'/></svg>");
        getElement().setAttribute("role", "img");
        getElement().setAttribute("aria-label", description);
    }

    private static String modules(QrCode code) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
