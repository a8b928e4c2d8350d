package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A link that downloads a file, which may be written while it is sent. */
public class DownloadLink extends Anchor {
    /** Asks façades only: it does not hold the screen's lock. */
    public interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /** A file that is there. @param open asks a façade for it, each time that it is downloaded */
    public DownloadLink(String words, Supplier<There> open) {
        this(words, event -> {
            var file = open.get();
            event.setFileName(file.name());
            event.setContentType("application/octet-stream");
            event.setContentLength(file.bytes());
            Files.copy(file.path(), event.getOutputStream());
        });
    }

    /** @param name for who saves it */
    public record There(String name, long bytes, Path path) {}

    public DownloadLink(String words, String contentType, Supplier<String> name, Content content) {
        this(words, event -> {
            event.setFileName(name.get());
            event.setContentType(contentType + ";charset=utf-8");
            Writer out = new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8);
            content.writeTo(out);
            out.flush();
        });
    }

    private DownloadLink(String words, DownloadHandler sends) {
        addClassName("sw-download");
        var icon = VaadinIcon.DOWNLOAD.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        add(icon);
        add(words);
        setHref(sends);
        getElement().setAttribute("download", true);
    }
}
