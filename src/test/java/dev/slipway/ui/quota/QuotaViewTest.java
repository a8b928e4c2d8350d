package dev.slipway.ui.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.LevelView;
import dev.slipway.quota.QuotaLevels;
import dev.slipway.quota.QuotaTemplates;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.ScreenWorld;
import dev.slipway.ui.component.Table;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuotaViewTest extends ScreenTest {
    private static final Actor SYSTEM = Actor.system("test");

    @Test
    void saysWhatMayStillBeUsedAndFollows() {
        world.limit(Dimension.VCPUS, 3);
        BrowserlessUIContext window = window(world.member);
        String tenant = world.project.tenantName();
        assertThat(words(window)).contains("You may still use 3 vCPUs: limited by team " + tenant + ".");

        world.running("web-1");
        ScreenWorld.awaitOn(
                window,
                () -> assertThat(words(window)).contains("You may still use 2 vCPUs: limited by team " + tenant + "."));
        world.limit(Dimension.VCPUS, 0);
        ScreenWorld.awaitOn(
                window,
                () -> assertThat(words(window))
                        .contains(
                                "You may use no more vCPUs",
                                "1 of 0, over by 1: nothing is stopped, nothing new can start"));
    }

    @Test
    void onlyThoseWhoMaySetTheProjectsLimitsAndOthersAreToldWhy() {
        BrowserlessUIContext members = window(world.member);
        Button refused = button(members, "Set team limits");
        assertThat(refused.isEnabled()).isFalse();
        assertThat(refused.getElement().getAttribute("aria-description")).contains("tenant administrator");

        BrowserlessUIContext window = window(tenantAdmin());
        press(window, button(window, "Set team limits"));
        LimitField vcpus = fieldOf(window, "vCPUs");
        window.test(vcpus).setValue("-3");
        press(window, button(window, "Set limits"));
        assertThat(vcpus.isInvalid()).isTrue();
        assertThat(vcpus.getErrorMessage()).contains("between 0 and");
        window.test(vcpus).setValue("many");
        press(window, button(window, "Set limits"));
        assertThat(vcpus.getErrorMessage()).contains("whole number");
        window.test(vcpus).setValue("5");
        window.test(fieldOf(window, "Memory")).setValue("1.5");
        press(window, button(window, "Set limits"));
        assertThat(window.find(LimitsDialog.class).exists()).isFalse();
        assertThat(words(window)).contains("0 of 5", "0 MiB of 1.5 GiB");
    }

    @Test
    void managersSeeMembersAndSetTheirLimitsButNotTheirOwn() {
        assertThat(window(world.member).find(MembersTable.class).exists()).isFalse();
        Person manager = world.people.newMember(world.project.id(), Role.PROJECT_MANAGER);
        BrowserlessUIContext window = window(manager);
        var table = window.test(window.find(Table.class).single());
        assertThat(table.size()).isEqualTo(2);
        int own = ((LevelView) table.getRow(0)).name().equals(manager.user().name()) ? 0 : 1;
        assertThat(edit(table, own).isEnabled()).isFalse();
        assertThat(edit(table, own).getElement().getAttribute("aria-description"))
                .contains("themselves");
        edit(table, 1 - own).click();
        window.test(fieldOf(window, "vCPUs")).setValue("2");
        press(window, button(window, "Set limits"));
        assertThat(world.bean(QuotaLevels.class)
                        .member(
                                world.project.tenant(),
                                world.project.id(),
                                world.member.user().id(),
                                "",
                                SYSTEM)
                        .line(Dimension.VCPUS)
                        .limit())
                .hasValue(2);
    }

    private static Button edit(com.vaadin.flow.component.grid.GridTester<?, ?> table, int row) {
        return (Button) table.getCellComponent(row, 7).getChildren().findFirst().orElseThrow();
    }

    @Test
    void tellsWhoIsInNoProjectWhomToAsk() {
        assertThat(words(window(world.people.newStranger()))).contains("Nobody has added you yet");
    }

    @Test
    void templatesAreMadeChangedAndDeletedOnTheirScreen() {
        BrowserlessUIContext window = world.window(world.people.newAdministrator());
        window.navigate(TemplatesView.class);
        String name = "t " + UUID.randomUUID();
        press(window, button(window, "New template"));
        window.test(window.find(TextField.class)
                        .withCondition(f -> "Name".equals(f.getLabel()))
                        .single())
                .setValue(name);
        LimitField vms = window.find(LimitField.class)
                .withCondition(f -> f.getLabel().equals("VMs"))
                .all()
                .getLast();
        window.test(vms).setValue("-2");
        press(window, button(window, "Save"));
        assertThat(vms.isInvalid()).isTrue();
        window.test(vms).setValue("2");
        press(window, button(window, "Save"));
        assertThat(window.find(TemplateDialog.class).exists()).isFalse();
        assertThat(world.bean(QuotaTemplates.class).list(SYSTEM))
                .anyMatch(t -> t.name().equals(name));
    }

    private BrowserlessUIContext window(Person person) {
        BrowserlessUIContext window = world.window(person);
        window.navigate(QuotaView.class);
        return window;
    }

    private Person tenantAdmin() {
        Person person = world.people.newStranger();
        world.bean(Tenants.class)
                .setTenantAdmin(world.project.tenant(), person.user().id(), true, SYSTEM);
        return person;
    }

    private static LimitField fieldOf(BrowserlessUIContext window, String label) {
        return window.find(LimitField.class)
                .withCondition(f -> f.getLabel().equals(label))
                .single();
    }
}
