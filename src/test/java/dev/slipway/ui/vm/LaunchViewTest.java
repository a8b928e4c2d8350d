package dev.slipway.ui.vm;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.CustomRange;
import dev.slipway.catalog.CustomSizes;
import dev.slipway.catalog.Favourites;
import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.Sizes;
import dev.slipway.catalog.Visibility;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.Qcow2Samples;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.ui.component.StarButton;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmView;
import dev.slipway.vm.group.GroupKind;
import dev.slipway.vm.group.PlacementGroupView;
import dev.slipway.vm.group.PlacementGroups;
import dev.slipway.vm.launch.LaunchPolicies;
import dev.slipway.vm.launch.LaunchPolicy;
import dev.slipway.vm.launch.LaunchPolicy.FirstBootRule;
import dev.slipway.vm.launch.LaunchPolicy.Offer;
import dev.slipway.vm.lease.LeasePolicies;
import dev.slipway.vm.lease.LeasePolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;

class LaunchViewTest extends ScreenTest {
    private static final Actor SYSTEM = Actor.system("test");

    @TempDir
    Path files;

    @Test
    void saysTheCostAndLaunches() {
        BrowserlessUIContext window = open();
        name(window, "web-1");

        assertThat(words(window.find(QuotaBars.class).single())).contains("0 → 1", "0 MiB → 256 MiB");
        press(window, button(window, "Launch"));

        assertThat(window.getCurrentView()).isInstanceOf(VmPage.class);
        assertThat(vms()).singleElement().satisfies(vm -> {
            assertThat(vm.name()).isEqualTo("web-1");
            assertThat(vm.imageName()).isEqualTo(world.image.name());
            assertThat(vm.sizeName()).isEqualTo(world.size.name());
        });
    }

    @Test
    void saysHowLongItMayStay() {
        assertThat(words(open().find(LaunchSummary.class).single())).doesNotContain("A VM stays");
        var policy = new LeasePolicy(30, OptionalInt.of(2), OptionalInt.empty(), 7);
        world.bean(LeasePolicies.class).set(world.project.tenant(), policy, SYSTEM);

        assertThat(words(open().find(LaunchSummary.class).single())).contains("A VM stays 30 days");
    }

    @Test
    void refusesWithTheReasonWhenTheQuotaIsSpent() {
        world.limit(Dimension.VMS, 0);

        BrowserlessUIContext window = open();

        Button launch = button(window, "Launch");
        assertThat(launch.isEnabled()).isFalse();
        assertThat(launch.getElement().getAttribute("aria-description")).contains("VMs", world.project.tenantName());
        assertThat(words(window)).contains(launch.getElement().getAttribute("aria-description"));
    }

    @Test
    void judgesTheNameWhileItIsTyped() {
        BrowserlessUIContext window = open();

        name(window, "My VM");

        assertThat(nameField(window).isInvalid()).isTrue();
        assertThat(nameField(window).getErrorMessage()).contains("no capital letters");
        assertThat(button(window, "Launch").isEnabled()).isFalse();
        name(window, "my-vm");
        assertThat(nameField(window).isInvalid()).isFalse();
        assertThat(button(window, "Launch").isEnabled()).isTrue();
    }

    @Test
    void saysThatANameIsTaken() {
        world.running("web-1");
        BrowserlessUIContext window = open();

        name(window, "web-1");

        assertThat(nameField(window).getErrorMessage()).contains("of that name already");
        assertThat(button(window, "Launch").isEnabled()).isFalse();
    }

    @Test
    void aDoubleClickIsOneLaunch() {
        BrowserlessUIContext window = open();
        name(window, "web-1");
        Button launch = button(window, "Launch");

        launch.click();
        launch.click();

        assertThat(vms()).hasSize(1);
        assertThat(messages(window)).isEmpty();
    }

    @Test
    void showsARefusalAtTheFieldThatItIsAbout() {
        BrowserlessUIContext window = open();
        name(window, "web-1");
        ownUserData(window);
        TextArea userData = window.find(TextArea.class).withLabel("User data").single();
        window.test(userData).setValue("no cloud-config at all");

        press(window, button(window, "Launch"));

        assertThat(userData.isInvalid()).isTrue();
        assertThat(userData.getErrorMessage()).contains("#cloud-config");
        assertThat(vms()).isEmpty();
    }

    @Test
    void saysWhatTheGuestDoesAtItsFirstBoot() {
        BrowserlessUIContext window = open();
        name(window, "web-1");
        var packages = window.find(TextField.class).withLabel("Packages").single();
        window.test(packages).setValue("nginx $(reboot)");
        press(window, button(window, "Show what cloud-init is told"));
        assertThat(packages.getErrorMessage()).contains("no name of a package");

        window.test(packages).setValue("nginx git");
        window.test(window.find(PasswordField.class).single()).setValue("correct horse");
        press(window, button(window, "Show what cloud-init is told"));
        assertThat(window.find(Pre.class).single().getText())
                .contains("- nginx\n- git", "(its hash)")
                .doesNotContain("correct horse");
        press(window, button(window, "Launch"));

        assertThat(vms()).hasSize(1);
        assertThat(userDataOf(vms().getFirst().id()))
                .startsWith("#cloud-config\n")
                .contains("- nginx", "$6$")
                .doesNotContain("correct horse");
    }

    @Test
    void leavesToChooseWhatTheImageDoes() {
        var large = world.bean(Sizes.class).create("large " + world.size.name(), new Resources(2, 1024, 2048), SYSTEM);
        var policies = world.bean(LaunchPolicies.class);
        policies.set(
                world.image.version(),
                new LaunchPolicy(
                        new Offer<>(List.of(large.id()), Optional.of(large.id())),
                        false,
                        Optional.empty(),
                        new Offer<>(List.of(world.network.id()), Optional.of(world.network.id())),
                        FirstBootRule.FIXED,
                        "#cloud-config\nntp: {}\n"),
                SYSTEM);
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(LaunchView.class);
        window.find(LaunchForm.class).single().choose(world.image.version());
        name(window, "web-1");

        assertThat(cards(window, "Size"))
                .anyMatch(card -> card.contains(world.size.name()) && card.contains("Not for this image"));
        assertThat(words(window)).contains("this image brings its own settings");
        assertThat(window.find(TextField.class).withLabel("Packages").all()).isEmpty();
        press(window, button(window, "Launch"));

        assertThat(vms())
                .singleElement()
                .satisfies(vm -> assertThat(vm.sizeName()).isEqualTo(large.name()));
        assertThat(userDataOf(vms().getFirst().id())).isEqualTo("#cloud-config\nntp: {}\n");
    }

    @Test
    void suggestsTheFirstBootThatTheImageHasAndTakesAnother() {
        world.bean(LaunchPolicies.class)
                .set(
                        world.image.version(),
                        new LaunchPolicy(
                                new Offer<>(List.of(), Optional.empty()),
                                true,
                                Optional.empty(),
                                new Offer<>(List.of(), Optional.empty()),
                                FirstBootRule.PRESET,
                                "#cloud-config\nntp: {}\n"),
                        SYSTEM);
        var other = publishAnother();
        BrowserlessUIContext window = open();
        name(window, "web-1");
        TextArea userData = window.find(TextArea.class).withLabel("User data").single();
        assertThat(userData.getValue()).isEqualTo("#cloud-config\nntp: {}\n");

        LaunchForm form = window.find(LaunchForm.class).single();
        form.choose(other.version());
        assertThat(window.find(TextArea.class).withLabel("User data").all())
                .as("it goes with its image")
                .isEmpty();
        form.choose(world.image.version());

        userData = window.find(TextArea.class).withLabel("User data").single();
        window.test(userData).setValue("#!/bin/sh\ntrue\n");
        form.choose(other.version());
        form.choose(world.image.version());
        assertThat(userData.getValue()).as("their own stays").isEqualTo("#!/bin/sh\ntrue\n");
        press(window, button(window, "Launch"));

        assertThat(userDataOf(vms().getFirst().id())).isEqualTo("#!/bin/sh\ntrue\n");
    }

    private ImageView publishAnother() {
        var draft = new ImageDraft(
                "another " + world.image.name(), "", "Debian", "debian", Firmware.BIOS, true, true, 128, "1");
        return world.bean(Images.class)
                .publish(draft, Qcow2Samples.file(files, 64, world.image.name().hashCode()), SYSTEM);
    }

    private String userDataOf(VmId vm) {
        return world.bean(JdbcClient.class)
                .sql("select user_data from vm where id = ?")
                .param(vm.value())
                .query(String.class)
                .single();
    }

    private static void ownUserData(BrowserlessUIContext window) {
        RadioButtonGroup<?> way = window.find(RadioButtonGroup.class)
                .withCondition(group -> "First boot".equals(group.getLabel()))
                .single();
        window.test(way).selectItem("User data of your own");
    }

    @Test
    void offersOnlyWhatTheProjectCanLaunchFrom() {
        var curated = world.bean(CuratedImages.class);
        curated.share(world.image.version(), Visibility.PRIVATE, Set.of(), SYSTEM);
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(LaunchView.class);

        assertThat(cards(window, "Image")).isNotEmpty().noneMatch(card -> card.contains(world.image.name()));
        curated.share(world.image.version(), Visibility.PUBLIC, Set.of(), SYSTEM);
        BrowserlessUIContext again = world.window(world.member);
        again.navigate(LaunchView.class);
        assertThat(cards(again, "Image")).anyMatch(card -> card.contains(world.image.name()));
    }

    @Test
    void saysWhichSizesAreTooSmallForTheImage() {
        var little = world.bean(Sizes.class).create("little " + world.size.name(), new Resources(1, 64, 1024), SYSTEM);
        BrowserlessUIContext window = open();

        assertThat(cards(window, "Size"))
                .anyMatch(card -> card.contains(little.name())
                        && card.contains("Too small: the image needs at least 128 MiB of memory"));
        assertThat(window.find(SizeChoice.class)
                        .single()
                        .getItemEnabledProvider()
                        .test(little))
                .isFalse();
        assertThat(button(window, "Launch").isEnabled()).isTrue();
    }

    @Test
    void warnsOfAnImageThatIsDeprecatedAndLaunchesFromIt() {
        world.bean(CuratedImages.class).mark(world.image.version(), ImageState.DEPRECATED, Optional.empty(), SYSTEM);
        BrowserlessUIContext window = open();
        name(window, "web-1");

        assertThat(words(window)).contains("It is deprecated");
        press(window, button(window, "Launch"));
        assertThat(vms()).hasSize(1);
    }

    @Test
    void showsTheLaunchAsACallOfTheApi() {
        BrowserlessUIContext window = open();
        name(window, "web-1");

        press(window, button(window, "Copy as API call"));

        assertThat(words(window.find(ApiCallDialog.class).single()))
                .contains("/api/v1/vms", "web-1", world.image.version().toString());
    }

    private static List<String> cards(BrowserlessUIContext window, String label) {
        return window.find(RadioButtonGroup.class).all().stream()
                .filter(group -> label.equals(group.getLabel()))
                .flatMap(group -> ((Component) group).getChildren())
                .map(ScreenTest::words)
                .toList();
    }

    @Test
    void makesAPlacementGroupOnTheSpotAndJoinsIt() {
        BrowserlessUIContext window = open();
        name(window, "web-1");
        press(window, button(window, "New group"));
        window.test(window.find(NewGroupDialog.class).single().name()).setValue("web");
        press(window, button(window, "Make group"));

        press(window, button(window, "Launch"));

        assertThat(world.bean(PlacementGroups.class).list(world.project.id(), world.member.actor()))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.kind()).isEqualTo(GroupKind.APART);
                    assertThat(group.members())
                            .extracting(PlacementGroupView.Member::name)
                            .containsExactly("web-1");
                });
    }

    @Test
    void launchesSeveralAndSaysTheirNamesAndWhatAllOfThemTake() {
        world.running("web-2");
        BrowserlessUIContext window = open();
        name(window, "web-{n}");
        assertThat(words(window)).contains("It will be called web-1.");
        number(window, "How many").setValue(3);

        assertThat(words(window)).contains("They will be called web-1, web-3, web-4.", "3 × " + world.size.name());
        assertThat(words(window.find(QuotaBars.class).single())).contains("1 → 4", "256 MiB → 1 GiB");
        press(window, button(window, "Launch 3 VMs"));

        assertThat(window.getCurrentView()).isInstanceOf(VmListView.class);
        assertThat(vms()).extracting(VmView::name).containsExactlyInAnyOrder("web-1", "web-2", "web-3", "web-4");
    }

    @Test
    void numbersFromAChosenOneAndRefusesTooMany() {
        BrowserlessUIContext window = open();
        name(window, "web");
        number(window, "How many").setValue(2);
        number(window, "First number").setValue(7);
        assertThat(words(window)).contains("They will be called web-7, web-8.");

        number(window, "How many").setValue(21);
        assertThat(button(window, "Launch").isEnabled()).isFalse();
        assertThat(words(window)).contains("Launch 1 to 20 VMs at once.");
    }

    @Test
    void saysThatTheQuotaHasNoRoomForSoMany() {
        world.limit(Dimension.VMS, 2);
        BrowserlessUIContext window = open();
        name(window, "web");
        number(window, "How many").setValue(3);

        Button launch = button(window, "Launch 3 VMs");
        assertThat(launch.isEnabled()).isFalse();
        assertThat(launch.getElement().getAttribute("aria-description")).contains("this needs 3, so 1 is missing");
        assertThat(button(window, "Ask and launch when approved").isEnabled()).isFalse();
        number(window, "How many").setValue(2);
        assertThat(button(window, "Launch 2 VMs").isEnabled()).isTrue();
    }

    @Test
    void offersNoCustomSizeUnlessItIsAllowed() {
        world.bean(CustomSizes.class).forbid(SYSTEM);

        assertThat(open().find(Checkbox.class)
                        .withCondition(c -> "Custom size".equals(c.getLabel()))
                        .all())
                .isEmpty();
    }

    @Test
    void launchesACustomSizeAndJudgesItWhileItIsTyped() {
        var custom = world.bean(CustomSizes.class);
        custom.allow(new CustomRange(new Resources(1, 64, 1024), new Resources(4, 4096, 10240)), SYSTEM);
        try {
            BrowserlessUIContext window = open();
            name(window, "own-1");
            window.find(Checkbox.class)
                    .withCondition(c -> "Custom size".equals(c.getLabel()))
                    .single()
                    .setValue(true);
            number(window, "vCPUs").setValue(5);
            assertThat(number(window, "vCPUs").isInvalid()).isTrue();
            assertThat(number(window, "vCPUs").getErrorMessage()).contains("1 to 4 vCPUs");
            assertThat(button(window, "Launch").isEnabled()).isFalse();
            number(window, "vCPUs").setValue(2);
            assertThat(words(window)).contains("Image " + world.image.name() + " needs at least 128 MiB of memory");
            number(window, "Memory").setValue(512);
            number(window, "Disk").setValue(3);
            assertThat(words(window)).contains("custom: 2 vCPUs · 512 MiB · 3 GiB disk");
            assertThat(words(window.find(QuotaBars.class).single())).contains("0 MiB → 512 MiB");

            press(window, button(window, "Launch"));

            assertThat(vms()).singleElement().satisfies(vm -> {
                assertThat(vm.sizeName()).isEqualTo("custom");
                assertThat(vm.resources()).isEqualTo(new Resources(2, 512, 3 * 1024));
            });
        } finally {
            custom.forbid(SYSTEM);
        }
    }

    @Test
    void offersNoSizeThatIsForOthers() {
        world.bean(Sizes.class)
                .restrict(world.size.id(), Set.of(world.people.newProject().tenant()), SYSTEM);
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(LaunchView.class);

        assertThat(cards(window, "Size")).noneMatch(card -> card.contains(world.size.name()));
    }

    private static IntegerField number(BrowserlessUIContext window, String label) {
        return window.find(IntegerField.class)
                .withCondition(f -> label.equals(f.getLabel()))
                .single();
    }

    @Test
    void showsFavouritesFirstAndMarksTheChosenImage() {
        var favourites = world.bean(Favourites.class);
        BrowserlessUIContext window = open();
        assertThat(cards(window, "Image")).noneMatch(card -> card.contains("★ Favourite"));

        press(window, window.find(StarButton.class).single());

        assertThat(favourites.mine(world.member.actor())).containsExactly(world.image.id());
        BrowserlessUIContext again = world.window(world.member);
        again.navigate(LaunchView.class);
        assertThat(cards(again, "Image").getFirst()).contains(world.image.name(), "★ Favourite");
        var other = world.people.newMember(world.project.id(), Role.PROJECT_MEMBER);
        assertThat(favourites.mine(other.actor())).isEmpty();
        press(again, again.find(StarButton.class).single());
        assertThat(favourites.mine(world.member.actor())).isEmpty();
    }

    private BrowserlessUIContext open() {
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(LaunchView.class);
        LaunchForm form = window.find(LaunchForm.class).single();
        form.choose(world.image.version());
        form.choose(world.size);
        form.choose(world.network);
        return window;
    }

    private static void name(BrowserlessUIContext window, String name) {
        window.test(nameField(window)).setValue(name);
    }

    private static TextField nameField(BrowserlessUIContext window) {
        return window.find(TextField.class).withLabel("Name").single();
    }

    private List<VmView> vms() {
        return world.bean(VirtualMachines.class)
                .list(
                        new VmQuery(world.project.id(), Optional.empty(), Set.of()),
                        PageRequest.of(0, 10),
                        world.member.actor())
                .getContent();
    }
}
