package dev.slipway.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.MenuItem;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.sso.RuleDraft;
import dev.slipway.sso.RuleView;
import dev.slipway.sso.SignInRules;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.component.ConsequenceDialog;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInRulesViewTest extends ScreenTest {
    private static final Actor SYSTEM = Actor.system("test");

    private final String tag = "/" + UUID.randomUUID();

    @AfterEach
    void removeOurs() {
        ours().forEach(r -> rules().remove(r.id(), SYSTEM));
    }

    @Test
    void movesAndRemovesRulesByTheirRowsMenu() {
        rule("/a");
        rule("/b");
        RuleView first = ours().getFirst();

        BrowserlessUIContext window = opened(world.people.newAdministrator());

        click(menu(first).get(2));
        assertThat(ours()).extracting(r -> r.rule().value()).containsExactly(tag + "/b", tag + "/a");

        click(menu(ours().getLast()).get(1));
        assertThat(ours()).extracting(r -> r.rule().value()).containsExactly(tag + "/a", tag + "/b");

        click(menu(ours().getFirst()).getLast());
        ConsequenceDialog dialog = window.find(ConsequenceDialog.class).single();
        ComponentUtil.fireEvent(dialog, new ConfirmDialog.ConfirmEvent(dialog, false));
        assertThat(ours()).extracting(r -> r.rule().value()).containsExactly(tag + "/b");
    }

    @Test
    void saysWhyARuleCannotBeMovedFurther() {
        rule("/a");
        opened(world.people.newAdministrator());
        List<RuleView> all = rules().list(SYSTEM);

        assertThat(menu(all.getLast()).get(2).isEnabled()).isFalse();
        assertThat(words(menu(all.getLast()).get(2))).contains("This is the last.");
        assertThat(words(menu(all.getFirst()).get(1))).contains("This is the first.");
    }

    @Test
    void showsAuditorsTheRulesAndSaysWhyTheyDoNotChangeThem() {
        rule("/a");
        BrowserlessUIContext window = opened(world.people.newOnPlatform(Role.PLATFORM_AUDITOR));

        assertThat(menu(ours().getFirst())).hasSize(4).allSatisfy(item -> {
            assertThat(item.isEnabled()).isFalse();
            assertThat(words(item)).contains("Roles that do: platform administrator. Ask one of them.");
        });
        assertThat(window.find(Button.class)
                        .withCondition(b -> b.getText().equals("Add rule"))
                        .all())
                .allSatisfy(b -> assertThat(b.isEnabled()).isFalse());
    }

    private BrowserlessUIContext opened(Person person) {
        BrowserlessUIContext window = world.window(person);
        window.navigate(SignInRulesView.class);
        return window;
    }

    private List<MenuItem> menu(RuleView rule) {
        int count = rules().list(SYSTEM).size();
        var menu = new RuleRowActions(rule, count, rules(), world.bean(Actors.class), () -> {});
        return menu.getItems().getFirst().getSubMenu().getItems();
    }

    private static void click(MenuItem item) {
        assertThat(item.isEnabled()).isTrue();
        ComponentUtil.fireEvent(item, new ClickEvent<>(item));
    }

    private SignInRules rules() {
        return world.bean(SignInRules.class);
    }

    private List<RuleView> ours() {
        return rules().list(SYSTEM).stream()
                .filter(r -> r.rule().value().startsWith(tag))
                .toList();
    }

    private void rule(String value) {
        rules().add(
                        new RuleDraft(
                                "groups",
                                tag + value,
                                Role.PLATFORM_AUDITOR,
                                Optional.empty(),
                                Optional.empty(),
                                false),
                        SYSTEM);
    }
}
