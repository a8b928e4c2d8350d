package dev.slipway.ui.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.request.Ask;
import dev.slipway.quota.request.Decision;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.RequestQuery;
import dev.slipway.quota.request.RequestView;
import dev.slipway.quota.request.Wanted;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.ScreenWorld;
import dev.slipway.ui.component.AskLink;
import dev.slipway.ui.component.GrantHints;
import dev.slipway.ui.vm.LaunchChoosing;
import dev.slipway.ui.vm.LaunchView;
import dev.slipway.ui.vm.VmListView;
import dev.slipway.ui.vm.VmPage;
import dev.slipway.vm.owner.Payers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

class RequestsViewTest extends ScreenTest {
    @Test
    void asksFromTheLaunchScreenAndLaunchesWhenApproved() {
        world.limit(Dimension.VMS, 0);
        Person admin = world.people.newAdministrator();
        BrowserlessUIContext deciders = world.window(admin);
        deciders.navigate(RequestsView.class);
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(LaunchView.class);
        choose(window);
        window.test(window.find(TextField.class).withLabel("Name").single()).setValue("web-1");

        press(window, button(window, "Ask and launch when approved"));
        AmountField amount = window.find(AmountField.class).single();
        assertThat(amount.getLabel()).isEqualTo("More VMs");
        assertThat(amount.getValue()).isEqualTo(1);
        press(window, button(window, "Ask"));
        TextArea reason = reason(window);
        assertThat(reason.isInvalid()).isTrue();
        assertThat(reason.getErrorMessage()).contains("Say what you need it for");
        window.test(reason).setValue("to build");
        press(window, button(window, "Ask"));

        assertThat(window.getCurrentView()).isInstanceOf(RequestsView.class);
        assertThat(words(window.find(RequestDialog.class).single()))
                .contains("to build", "waits for a tenant administrator", "web-1", "Launches when approved");
        ScreenWorld.awaitOn(
                deciders,
                () -> assertThat(deciders.find(RequestsBadge.class).all()).isNotEmpty());
        RequestView asked = mine();
        show(deciders, asked);
        press(deciders, button(deciders, "Approve"));
        ScreenWorld.awaitOn(
                window,
                () -> assertThat(words(window.find(RequestDialog.class).single()))
                        .contains("Launched", "Approved"));
    }

    @Test
    void aRefusedStartOffersToAskWithItsAmounts() {
        var vm = world.stopped("web-1");
        world.limit(Dimension.RUNNING_VCPUS, 0);
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(VmPage.class, Map.of("vm", vm.toString()));
        press(window, button(window, "Start"));
        Anchor ask = window.find(Notification.class).all().stream()
                .flatMap(n -> window.find(Anchor.class, n).all().stream())
                .findFirst()
                .orElseThrow();
        assertThat(ask.getHref())
                .contains(
                        "RUNNING_VCPUS:1",
                        "project=" + world.project.id(),
                        "member=" + world.member.user().id());

        show(window, QueryParameters.fromString(ask.getHref().substring(AskLink.SCREEN.length() + 1)));
        AmountField amount = window.find(AmountField.class).single();
        assertThat(amount.getLabel()).isEqualTo("More running vCPUs");
        assertThat(amount.getValue()).isEqualTo(1);
        window.test(reason(window)).setValue("to build");
        press(window, button(window, "Ask"));
        assertThat(mine().lines()).singleElement().satisfies(l -> {
            assertThat(l.level()).isEqualTo(Level.PROJECT);
            assertThat(l.dimension()).isEqualTo(Dimension.RUNNING_VCPUS);
        });
        show(window, QueryParameters.fromString(ask.getHref().substring(AskLink.SCREEN.length() + 1)));
        window.test(reason(window)).setValue("again");
        press(window, button(window, "Ask"));
        assertThat(all().getTotalElements()).isEqualTo(1);
    }

    @Test
    void whoDecidesChangesAmountAndTimeAndIsToldWhenSomebodyWasFaster() {
        RequestView asked = ask(4);
        Person mia = world.people.newMember(world.project.id(), Role.PROJECT_MANAGER);
        BrowserlessUIContext window = world.window(mia);
        show(window, asked);
        AmountField amount = window.find(AmountField.class).single();
        amount.setValue(-1.0);
        press(window, button(window, "Approve"));
        assertThat(amount.isInvalid()).isTrue();
        press(window, button(window, "Refuse"));
        TextArea comment = window.find(TextArea.class).withLabel("Comment").single();
        assertThat(comment.isInvalid()).isTrue();

        BrowserlessUIContext slow = world.window(world.people.newAdministrator());
        show(slow, asked);
        Button late = button(slow, "Approve");
        window.activate();
        window.test(amount).setValue(2.0);
        window.test(comment).setValue("two will do");
        press(window, button(window, "Approve"));
        assertThat(mine().words()).isEqualTo("2 vCPUs");
        slow.activate();
        assertThatThrownBy(late::click)
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(
                        "decided already: approved by " + mia.user().name());
        assertThat(mine().comments()).contains("two will do");
    }

    @Test
    void membersSeeWhatTheySentAndCanTakeItBack() {
        RequestView asked = ask(4);
        BrowserlessUIContext window = world.window(world.member);
        show(window, asked);
        assertThat(window.find(DecisionForm.class).all()).isEmpty();
        assertThat(words(window.find(RequestParts.class).single())).contains("+ 4 vCPUs", "waits for a manager");
        press(window, button(window, "Withdraw"));
        assertThat(words(window.find(RequestDialog.class).single())).contains("Withdrawn");
    }

    @Test
    void saysWhatEndsAndWhenAndLetsItBeTakenBack() {
        RequestView asked = ask(4);
        world.bean(QuotaRequests.class)
                .approve(
                        asked.id(),
                        Decision.AS_ASKED,
                        world.people.newAdministrator().actor());
        BrowserlessUIContext window = world.window(world.member);
        for (var screen : List.of(RequestsView.class, VmListView.class)) {
            window.navigate(screen);
            assertThat(words(window.find(GrantHints.class).single())).contains("4 more vCPUs for", "ends");
        }
        Person mia = world.people.newMember(world.project.id(), Role.PROJECT_MANAGER);
        BrowserlessUIContext managers = world.window(mia);
        show(managers, asked);
        press(managers, button(managers, "Take back…"));
        managers.test(managers.find(ConfirmDialog.class).single()).confirm();
        assertThat(words(managers.find(GrantedPart.class).single())).contains("was taken back");
        ScreenWorld.awaitOn(
                window, () -> assertThat(window.find(GrantHints.class).all()).allMatch(h -> !h.isVisible()));
    }

    @Test
    void viewersAreToldWhyTheyCannotAsk() {
        BrowserlessUIContext window = world.window(world.people.newMember(world.project.id(), Role.PROJECT_VIEWER));
        window.navigate(RequestsView.class);
        Button ask = button(window, "Ask for more");
        assertThat(ask.isEnabled()).isFalse();
        assertThat(ask.getElement().getAttribute("aria-description")).contains(", member");
    }

    private void choose(BrowserlessUIContext window) {
        LaunchChoosing.choose(window, world);
    }

    private static void show(BrowserlessUIContext window, RequestView request) {
        show(window, RequestsView.show(request.id()));
    }

    /** As a link does it. */
    private static void show(BrowserlessUIContext window, QueryParameters query) {
        window.activate();
        UI.getCurrent().navigate(RequestsView.class, query);
    }

    private static TextArea reason(BrowserlessUIContext window) {
        return window.find(TextArea.class).withLabel("What for").single();
    }

    private RequestView ask(long vcpus) {
        var path = world.bean(Payers.class).of(world.project.id(), Optional.empty(), world.member.actor());
        return world.bean(QuotaRequests.class)
                .ask(
                        new Ask(
                                path,
                                Map.of(new Wanted(Level.MEMBER, Dimension.VCPUS), vcpus),
                                Optional.of(Instant.now().plus(Duration.ofDays(3))),
                                "to build"),
                        world.member.actor())
                .request();
    }

    private RequestView mine() {
        return all().getContent().getFirst();
    }

    private Page<RequestView> all() {
        return world.bean(QuotaRequests.class)
                .list(
                        new RequestQuery(RequestQuery.Box.MINE, Optional.empty(), Set.of()),
                        PageRequest.of(0, 1),
                        world.member.actor());
    }
}
