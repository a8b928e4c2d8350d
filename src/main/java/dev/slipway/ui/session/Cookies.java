package dev.slipway.ui.session;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinService;
import jakarta.servlet.http.Cookie;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Small choices that the browser remembers for a person. Nothing secret, nothing trusted. */
public final class Cookies {
    private Cookies() {}

    public static Optional<String> read(String name) {
        return Optional.ofNullable(VaadinService.getCurrentRequest())
                .flatMap(request -> Optional.ofNullable(request.getCookies()))
                .flatMap(cookies -> Arrays.stream(cookies)
                        .filter(c -> c.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst())
                .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8));
    }

    /** Written by the browser, since an answer that is pushed has no headers. */
    public static void remember(UI ui, String name, String value) {
        ui.getPage().executeJs("window.slipwayRemember($0, $1)", name, value);
    }
}
