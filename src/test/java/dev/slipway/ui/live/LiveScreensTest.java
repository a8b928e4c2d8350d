package dev.slipway.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.testing.Browser;
import dev.slipway.testing.CutLine;
import dev.slipway.testing.People;
import dev.slipway.ui.Line;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.ScreenWorld;
import dev.slipway.ui.vm.VmListView;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class LiveScreensTest extends ScreenTest {
    @LocalServerPort
    int port;

    @Test
    void aScreenWhoseBrowserIsAwayIsToldOnceItIsBackAndOfEverythingTogether() {
        var window = window();
        var line = Line.to(window);
        line.connected(false);
        var toldAsleep = follower(window, Duration.ofMillis(80));
        var other = window();
        var toldAwake = follower(other, Duration.ofSeconds(1));

        for (int i = 0; i < 3; i++) {
            world.bean(Changes.class).announce(Topic.VM, UUID.randomUUID(), world.project.id());
        }
        ScreenWorld.awaitOn(other, () -> assertThat(toldAwake).hasValue(3));
        assertThat(toldAsleep).hasValue(0);

        line.connected(true);
        ScreenWorld.awaitOn(window, () -> assertThat(toldAsleep).hasValue(3));
    }

    @Test
    @Tag("real")
    void aPageWhoseLineWasCutIsTrueAgainWhenTheLineIsThere() {
        try (var line = new CutLine(port);
                var browser = Browser.start()) {
            var page = browser.desk("http://127.0.0.1:" + line.port());
            Browser.signIn(page, world.member.user().name(), People.PASSWORD);
            page.getByText("No VMs to show").first().waitFor();

            line.cut();
            world.running("meanwhile");
            line.mend();

            page.getByText("meanwhile").first().waitFor();
        }
    }

    private BrowserlessUIContext window() {
        var window = world.window(world.member);
        window.navigate(VmListView.class);
        return window;
    }

    /** How many changes it was told of the last time. */
    private AtomicInteger follower(BrowserlessUIContext window, Duration gather) {
        var told = new AtomicInteger();
        var screen = new Div();
        world.bean(LiveScreens.class)
                .follow(
                        screen,
                        gather,
                        change -> world.project.id().equals(change.project()),
                        changes -> told.set(changes.size()));
        window.activate();
        UI.getCurrent().add(screen);
        return told;
    }
}
