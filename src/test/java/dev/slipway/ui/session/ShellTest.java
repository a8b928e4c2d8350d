package dev.slipway.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.QueryParameters;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.host.HostsView;
import dev.slipway.ui.shell.NoSuchScreen;
import dev.slipway.ui.vm.VmListView;
import org.junit.jupiter.api.Test;

class ShellTest extends ScreenTest {
    @Test
    void asksNobodyInWithoutSigningIn() {
        BrowserlessUIContext window = world.window();

        window.navigate("", LoginView.class);

        assertThat(window.find(LoginForm.class).single().isError()).isFalse();
    }

    @Test
    void saysWhenNameAndPasswordDoNotMatch() {
        BrowserlessUIContext window = world.window();

        window.getUI().navigate("login", QueryParameters.of("error", ""));

        assertThat(window.find(LoginForm.class).single().isError()).isTrue();
    }

    @Test
    void takesWhoIsSignedInToTheirVms() {
        BrowserlessUIContext window = world.window(world.member);

        window.navigate("login", VmListView.class);
    }

    @Test
    void keepsAdministrationFromMembers() {
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(VmListView.class);

        assertThat(window.find(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .contains("My VMs", "SSH keys")
                .doesNotContain("Hosts", "Audit", "Sizes", "Networks");
        window.navigate("admin/hosts", NoSuchScreen.class);
    }

    @Test
    void showsAdministrationToAdministrators() {
        BrowserlessUIContext window = world.window(world.people.newAdministrator());

        window.navigate(HostsView.class);

        assertThat(window.find(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .contains("Hosts", "Audit", "Sizes", "Networks");
    }
}
