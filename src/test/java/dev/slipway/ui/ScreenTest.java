package dev.slipway.ui;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.ErrorEvent;
import dev.slipway.testing.SlipwayTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A test that looks at screens, in a world of its own. */
@SlipwayTest
public abstract class ScreenTest {
    @Autowired
    private ApplicationContext application;

    protected ScreenWorld world;

    @BeforeEach
    void build() {
        world = new ScreenWorld(application);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    protected static Button button(BrowserlessUIContext window, String words) {
        return window.find(Button.class)
                .withCondition(b -> b.getText().equals(words))
                .single();
    }

    /** Presses it as a browser would: what goes wrong is told by the session's handler of errors. */
    protected static void press(BrowserlessUIContext window, Button button) {
        try {
            window.test(button).click();
        } catch (RuntimeException e) {
            window.getUser()
                    .getSession()
                    .getErrorHandler()
                    .error(new ErrorEvent(e, button.getElement().getNode()));
        }
    }

    /** All words on the screen, or of a part of it. */
    protected static String words(Component component) {
        String own = component instanceof Text text
                ? text.getText()
                : component.getElement().getText();
        String children = component.getChildren().map(ScreenTest::words).reduce("", (a, b) -> a + " " + b);
        return (own + " " + children).replaceAll("\\s+", " ").strip();
    }

    protected static String words(BrowserlessUIContext window) {
        return words((Component) window.getCurrentView());
    }

    /** The sentences of the messages that are open. */
    protected static Stream<String> messages(BrowserlessUIContext window) {
        return window.find(Notification.class).all().stream()
                .flatMap(n -> window.find(Span.class, n).all().stream())
                .map(Span::getText);
    }
}
