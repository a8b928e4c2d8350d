package dev.slipway.ui.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The page around all screens: Aura's look in our colours, push, the icon, and light or dark before the first paint. */
@Push
@Viewport("width=device-width, initial-scale=1, viewport-fit=cover")
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://themes/slipway/tokens.css")
@StyleSheet("context://themes/slipway/shell.css")
@StyleSheet("context://themes/slipway/components.css")
@StyleSheet("context://themes/slipway/requests.css")
@StyleSheet("context://themes/slipway/account.css")
@StyleSheet("context://themes/slipway/notifications.css")
@StyleSheet("context://themes/slipway/sign-in-rules.css")
@StyleSheet("context://themes/slipway/launch.css")
@StyleSheet("context://themes/slipway/usage.css")
@StyleSheet("context://themes/slipway/vms.css")
@StyleSheet("context://themes/slipway/hosts.css")
@StyleSheet("context://themes/slipway/networks.css")
@StyleSheet("context://themes/slipway/intake.css")
@StyleSheet("context://themes/slipway/quota.css")
public class Shell implements AppShellConfigurator {
    private static final String SCRIPTS = "META-INF/resources/frontend/";

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addFavIcon("icon", "themes/slipway/favicon.svg", "any");
        settings.addMetaTag("color-scheme", "light dark");
        settings.addInlineWithContents(Inline.Position.PREPEND, script("theme.js"), Inline.Wrapping.JAVASCRIPT);
        settings.addInlineWithContents(Inline.Position.PREPEND, script("offline.js"), Inline.Wrapping.JAVASCRIPT);
    }

    private static String script(String name) {
        try {
            return new ClassPathResource(SCRIPTS + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("not packaged: " + name, e);
        }
    }
}
