package dev.slipway.ui.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.StagedImages;
import dev.slipway.host.HostView;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.kernel.NetworkId;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.Qcow2Samples;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.ScreenWorld;
import dev.slipway.ui.component.Markdown;
import dev.slipway.vm.launch.LaunchPolicies;
import dev.slipway.vm.launch.LaunchPolicy;
import dev.slipway.vm.launch.LaunchPolicy.FirstBootRule;
import dev.slipway.vm.launch.LaunchPolicy.Offer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue as people and as those whose images they are see it. */
class ImageScreensTest extends ScreenTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    Path files;

    @Test
    void findsImagesAndTellsAboutThem() {
        describe("Runs **everything**");
        var window = world.window(world.member);
        window.navigate(ImagesView.class);
        search(window, world.image.name());

        assertThat(names(window)).containsExactly(world.image.name());
        press(window, button(window, "Details"));
        assertThat(window.find(Markdown.class).single().getInnerHtml()).contains("<strong>everything</strong>");
        search(window, "no such thing");
        assertThat(names(window)).isEmpty();
    }

    @Test
    void warnsOfWhatIsDeprecated() {
        world.bean(CuratedImages.class).mark(world.image.version(), ImageState.DEPRECATED, Optional.empty(), ADMIN);
        var window = world.window(world.member);
        window.navigate(ImagesView.class);
        search(window, world.image.name());

        assertThat(words(window.find(ImageCard.class).single())).contains("Deprecated", "can still be launched from");
    }

    @Test
    void anOwnerDescribesAndWithdrawsAndAMemberDoesNot() {
        var manager = world.people.newMember(world.project.id(), Role.PROJECT_MANAGER);
        var first = publish("1");
        var second = publish("2");
        world.bean(CuratedImages.class).withdraw(second.version(), "It does not boot", ADMIN);

        var window = open(manager, first);
        assertThat(window.find(H1.class).all()).extracting(H1::getText).contains(first.name());
        assertThat(window.find(H2.class).all()).extracting(H2::getText).contains("2 versions", "0 VMs");
        assertThat(button(window, "Who may use it").isEnabled())
                .as("that is up to administrators")
                .isFalse();
        press(window, button(window, "Describe"));
        window.test(window.find(TextArea.class).withLabel("Description").single())
                .setValue("*New*");
        press(window, button(window, "Save"));
        assertThat(image(first).description()).isEqualTo("*New*");

        assertThat(button(open(world.member, first), "Delete").isEnabled()).isFalse();
    }

    @Test
    void anAdministratorFeaturesAndSeesWhereItLies() {
        world.running("web-1");
        var window = open(world.people.newAdministrator(), world.image);

        press(window, button(window, "Feature"));

        assertThat(image(world.image).standing().featured()).isTrue();
        assertThat(button(window, "Feature no longer").isEnabled()).isTrue();
        assertThat(window.find(H2.class).all()).extracting(H2::getText).contains("1 VM", "Copies on hosts");
        press(window, button(window, "Delete"));
        assertThat(image(world.image)).as("only after the question").isNotNull();
    }

    /** Or a change of something else would open what was closed. */
    @Test
    void aLaunchPolicyKeepsWhatItsEditorDoesNotSee() {
        var gone = NetworkId.random();
        var policies = world.bean(LaunchPolicies.class);
        policies.set(
                world.image.version(),
                new LaunchPolicy(
                        new Offer<>(List.of(), Optional.empty()),
                        true,
                        Optional.empty(),
                        new Offer<>(List.of(gone), Optional.of(gone)),
                        FirstBootRule.FREE,
                        ""),
                ADMIN);
        var window = open(world.people.newAdministrator(), world.image);
        press(window, button(window, "What may be chosen"));
        window.find(Checkbox.class)
                .withCondition(box -> box.getLabel().startsWith("Custom sizes, where"))
                .single()
                .setValue(false);
        press(window, button(window, "Save"));

        var now = policies.of(world.image.version(), ADMIN);
        assertThat(now.customSizes()).isFalse();
        assertThat(now.networks()).isEqualTo(new Offer<>(List.of(gone), Optional.of(gone)));
    }

    @Test
    void anAdministratorCopiesItToHostsBeforeALaunchNeedsItThere() {
        assertThat(button(open(world.people.newOnPlatform(Role.PLATFORM_AUDITOR), world.image), "Copy to hosts…")
                        .isEnabled())
                .isFalse();
        var window = open(world.people.newAdministrator(), world.image);

        press(window, button(window, "Copy to hosts…"));
        var dialog = window.find(StageDialog.class).single();
        @SuppressWarnings("unchecked")
        MultiSelectComboBox<HostView> hosts =
                window.find(MultiSelectComboBox.class, dialog).single();
        hosts.setValue(Set.of(world.host));
        press(
                window,
                window.find(Button.class, dialog)
                        .withCondition(b -> b.getText().equals("Copy"))
                        .single());

        assertThat(messages(window)).as("problems").isEmpty();
        ScreenWorld.awaitOn(
                window,
                () -> assertThat(world.bean(StagedImages.class).hostsWith(world.image.version()))
                        .containsExactly(world.host.id()));
    }

    private void describe(String words) {
        world.bean(CuratedImages.class).describe(world.image.version(), ImageAbout.of(words), ADMIN);
    }

    private ImageView publish(String label) {
        var draft = new ImageDraft(
                "own " + world.image.name(), "", "Debian", "debian", Firmware.BIOS, true, true, 128, label);
        return world.bean(Images.class)
                .publish(draft, world.project.scope(), Qcow2Samples.file(files, 64, new Random().nextLong()), ADMIN);
    }

    private ImageView image(ImageView of) {
        return world.bean(Images.class).get(of.version(), ADMIN);
    }

    private BrowserlessUIContext open(Person person, ImageView image) {
        var window = world.window(person);
        window.navigate("images/" + image.version(), ImagePage.class);
        return window;
    }

    private static void search(BrowserlessUIContext window, String words) {
        window.test(window.find(TextField.class)
                        .withCondition(f -> "Search images".equals(f.getPlaceholder()))
                        .single())
                .setValue(words);
    }

    private static java.util.List<String> names(BrowserlessUIContext window) {
        return window.find(ImageCard.class).all().stream()
                .map(card -> card.getChildren()
                        .flatMap(part -> Stream.concat(Stream.of(part), part.getChildren()))
                        .filter(H2.class::isInstance)
                        .map(H2.class::cast)
                        .findFirst()
                        .orElseThrow()
                        .getText())
                .toList();
    }
}
