package dev.slipway.ui.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import dev.slipway.identity.Role;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.component.UsageBar;
import org.junit.jupiter.api.Test;

class HostPageTest extends ScreenTest {
    @Test
    void showsHowFullAHostIsWhatItIsAndWhatIsOnIt() {
        var window = open(world.people.newAdministrator());

        assertThat(window.find(H1.class).all()).extracting(H1::getText).contains(world.host.name());
        assertThat(window.find(H2.class).all())
                .extracting(H2::getText)
                .containsSubsequence(
                        "Promised to VMs",
                        "Facts",
                        "Activity",
                        "Bridges and networks",
                        "VMs",
                        "Use over time",
                        "Operations");
        assertThat(window.find(UsageBar.class).all()).hasSize(3);
    }

    @Test
    void anAuditorSeesItToo() {
        assertThat(open(world.people.newOnPlatform(Role.PLATFORM_AUDITOR)).getCurrentView())
                .isInstanceOf(HostPage.class);
    }

    private BrowserlessUIContext open(Person person) {
        var window = world.window(person);
        window.navigate("admin/hosts/" + world.host.id(), HostPage.class);
        return window;
    }
}
