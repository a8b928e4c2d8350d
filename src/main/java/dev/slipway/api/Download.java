package dev.slipway.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * A file that is written while it is sent, never held whole. Headers go out with the first word, so that a refusal before
 * it is an ordinary problem.
 */
final class Download extends Writer {
    private final HttpServletResponse response;
    private final String type;
    private final String name;
    private boolean begun;

    private Download(HttpServletResponse response, String type, String name) {
        this.response = response;
        this.type = type;
        this.name = name;
    }

    interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /** @param type such as {@code text/csv} */
    static void send(HttpServletResponse response, String type, String name, Content content) throws IOException {
        Download download = new Download(response, type, name);
        content.writeTo(download);
        download.flush();
    }

    private Writer body() throws IOException {
        if (!begun) {
            begun = true;
            response.setContentType(type);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(name, StandardCharsets.UTF_8)
                            .build()
                            .toString());
        }
        return response.getWriter();
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        body().write(text, offset, length);
    }

    @Override
    public void flush() throws IOException {
        body().flush();
    }

    @Override
    public void close() {
        // The container closes what it opened.
    }
}
