package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** A link that downloads a file which is written while it is sent. */
public class DownloadLink extends Anchor {
    /** Asks façades only: it does not hold the screen's lock. */
    public interface Content {
        void writeTo(Writer out) throws IOException;
    }

    public DownloadLink(String words, String contentType, Supplier<String> name, Content content) {
        addClassName("sw-download");
        var icon = VaadinIcon.DOWNLOAD.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        add(icon);
        add(words);
        setHref((DownloadHandler) event -> {
            event.setFileName(name.get());
            event.setContentType(contentType + ";charset=utf-8");
            Writer out = new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8);
            content.writeTo(out);
            out.flush();
        });
        getElement().setAttribute("download", true);
    }
}
