package dev.slipway.ui.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.tenant.MemberView;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.Suspension;
import dev.slipway.tenant.TenantAdministrators;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.shell.NoSuchScreen;
import dev.slipway.ui.vm.VmListView;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.PageRequest;

class TenantScreensTest extends ScreenTest {
    private static final Actor SYSTEM = Actor.system("test");

    @Test
    void opensASuspendedTenantToItsAdministratorWithTheReason() {
        Person admin = world.people.newStranger();
        world.bean(TenantAdministrators.class)
                .add(world.project.tenant(), admin.user().name(), SYSTEM);
        world.bean(TenantRegister.class)
                .suspend(world.project.tenant(), Suspension.Vms.KEEP_RUNNING, "Bill unpaid", SYSTEM);
        BrowserlessUIContext window = world.window(admin);

        window.navigate("tenant", TenantPage.class);

        assertThat(words(window))
                .contains(
                        "Suspended",
                        "Bill unpaid.",
                        "they keep running",
                        admin.user().name());
        assertThat(button(window, "Resume").isEnabled()).isFalse();
        assertThat(button(window, "Set a part apart").isEnabled()).isTrue();
    }

    @Test
    void keepsTenantPagesFromMembersAndStrangers() {
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(VmListView.class);
        assertThat(window.find(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .contains("Members")
                .doesNotContain("Tenant", "Tenants");
        window.navigate("admin/tenants", NoSuchScreen.class);
        window.navigate("tenant/" + world.project.tenant(), NoSuchScreen.class);
    }

    @Test
    void opensANewTenantFromTheListOfAll() {
        BrowserlessUIContext window = world.window(world.people.newAdministrator());
        String name = "Screen " + UUID.randomUUID();
        window.navigate(TenantsView.class);

        press(window, button(window, "New tenant"));
        window.find(TextField.class)
                .withCondition(f -> "Name".equals(f.getLabel()))
                .single()
                .setValue(name);
        press(window, button(window, "Open tenant"));

        assertThat(window.getCurrentView()).isInstanceOf(TenantPage.class);
        assertThat(words(window)).contains(name, "Active", "Nobody of the tenant's own yet");
    }

    @Test
    void platformAdministratorsSetATenantsLimitsAndItsOwnAreToldWhoDoes() {
        String page = "tenant/" + world.project.tenant();
        BrowserlessUIContext window = world.window(world.people.newAdministrator());
        window.navigate(page, TenantPage.class);
        press(window, button(window, "Set tenant limits"));
        window.test(window.find(TextField.class)
                        .withCondition(f -> "VMs".equals(f.getLabel()))
                        .single())
                .setValue("3");
        press(window, button(window, "Set limits"));
        assertThat(words(window)).contains("0 of 3", "3 left, all in all", "template default");

        BrowserlessUIContext own = world.window(world.people.newTenantAdministrator(world.project.tenant()));
        own.navigate(page, TenantPage.class);
        assertThat(words(own)).contains("0 of 3");
        Button set = button(own, "Set tenant limits");
        assertThat(set.isEnabled()).isFalse();
        assertThat(set.getElement().getAttribute("aria-description")).contains("platform administrator");
    }

    @Test
    void letsManagersAddMembersAndTellsOthersWhoMay() {
        Person manager = world.people.newMember(world.project.id(), Role.PROJECT_MANAGER);
        Person other = world.people.newStranger();
        BrowserlessUIContext window = world.window(manager);
        window.navigate(MembersView.class);
        assertThat(words(window)).contains(world.project.tenantName()).doesNotContain("project default");

        press(window, button(window, "Add member"));
        window.find(TextField.class)
                .withCondition(f -> "User name".equals(f.getLabel()))
                .single()
                .setValue(other.user().name());
        press(window, button(window, "Add"));
        assertThat(world.bean(Members.class)
                        .list(world.project.id(), Optional.of(other.user().name()), PageRequest.of(0, 5), SYSTEM))
                .extracting(MemberView::role)
                .containsExactly(Role.PROJECT_MEMBER);

        BrowserlessUIContext members = world.window(world.member);
        members.navigate(MembersView.class);
        Button add = button(members, "Add member");
        assertThat(add.isEnabled()).isFalse();
        assertThat(add.getElement().getAttribute("aria-description")).contains("manager");
    }
}
