package dev.slipway.ui.vm;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.SizeView;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.SizeId;
import dev.slipway.network.NetworkView;
import dev.slipway.tenant.ProjectView;
import dev.slipway.vm.launch.LaunchPolicy;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.LaunchSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The choices of a launch. Holds one idempotency key, so that a double click is one launch. */
class LaunchForm extends Div {
    private final ProjectView project;
    private final LaunchChoices choices;
    private final ImageChoice image;
    private final SizeField size;
    private final NamesField names;
    private final Select<NetworkView> network = new Select<>();
    private final KeysField keys;
    private final GroupsField groups;
    private final FirstBootField firstBoot = new FirstBootField();
    private final InstallField install;
    private final Div installPanel;
    private final Div keysPanel;
    private final String idempotencyKey = UUID.randomUUID().toString();
    private LaunchPolicy policy = LaunchPolicy.FREE;
    private List<NetworkView> networks = List.of();

    LaunchForm(ProjectView project, LaunchChoices choices, Runnable changed) {
        this.project = project;
        this.choices = choices;
        addClassName("choices");
        names = new NamesField(n -> choices.isTaken(project, n), n -> choices.names(project, n), changed);
        keys = choices.keys();
        groups = choices.groups(project);
        var images = choices.images(project);
        install = new InstallField(images);
        image = new ImageChoice(images, choices.favourites(), choices.today(), () -> {
            offerWhatIsRead();
            follow();
            changed.run();
        });
        size = new SizeField(choices.sizes(project), choices.custom(), changed);
        network.setLabel("Network");
        network.setItemLabelGenerator(NetworkView::name);
        Details advanced = new Details("Advanced", groups, firstBoot);
        advanced.setWidthFull();
        keysPanel = panel(keys);
        installPanel = panel(install);
        add(panel(image), installPanel, panel(size), panel(names), panel(network), keysPanel, panel(advanced));
        offerWhatIsRead();
        follow();
        network.addValueChangeListener(e -> changed.run());
    }

    void choose(ImageVersionId wished) {
        image.choose(wished);
    }

    void choose(SizeView wished) {
        size.choose(wished);
    }

    void choose(NetworkView wished) {
        network.setValue(wished);
    }

    Optional<ImageView> image() {
        return image.chosen();
    }

    /** What may be chosen of the image that is chosen. */
    LaunchPolicy policy() {
        return policy;
    }

    /** Says of sizes why they will not do. */
    void refuseSizes(Map<SizeId, String> unfit, Map<SizeId, String> beyondQuota, boolean mayAsk) {
        size.refuse(unfit, beyondQuota, mayAsk);
    }

    SizeField size() {
        return size;
    }

    int count() {
        return names.count();
    }

    /** Why it cannot be launched as it stands, quota apart. */
    List<String> missing() {
        return List.of(
                        image.chosen().isEmpty()
                                ? Optional.of("There is no image to choose. Ask an administrator to publish one.")
                                : fit(),
                        size.trouble().or(this::unoffered),
                        network.isEmpty()
                                ? Optional.of("There is no network to choose. Ask an administrator for one.")
                                : Optional.<String>empty(),
                        names.trouble())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many run already of what is chosen. */
    int ready() {
        return missing().isEmpty()
                ? choices.ready(
                        project, image.chosen().orElseThrow(), size.wish().orElseThrow(), network.getValue())
                : 0;
    }

    LaunchSet set() {
        return new LaunchSet(request(), names.numbering());
    }

    LaunchRequest request() {
        return new LaunchRequest(
                project.id(),
                names.value(),
                image.chosen().orElseThrow().version(),
                size.wish().orElseThrow(),
                network.getValue().id(),
                readsSeed() ? keys.value() : List.of(),
                readsSeed() ? firstBoot.value(project.id() + "/" + names.value()) : Optional.empty(),
                Optional.of(idempotencyKey),
                groups.value(),
                install.value());
    }

    /** Whether a system is installed first, by hand on its screen. */
    boolean installs() {
        return image.chosen().filter(i -> i.kind() == ImageKind.ISO).isPresent();
    }

    private Optional<String> unoffered() {
        return image.chosen()
                .flatMap(i -> size.wish().flatMap(wish -> policy.whyNot(wish, i.name())))
                .map(InvalidRequest::sentence);
    }

    /** Shows what the image's policy leaves to choose; what was chosen before stays if it may. */
    private void follow() {
        policy = image.chosen().map(choices::policy).orElse(LaunchPolicy.FREE);
        size.follow(policy.sizes().preset(), policy.customSizes());
        firstBoot.follow(policy.firstBoot(), policy.firstBootText());
        offerNetworks();
    }

    private void offerNetworks() {
        var before = network.getOptionalValue();
        var offered = choices.networks(project).stream()
                .filter(n -> policy.networks().has(n.id()))
                .toList();
        // Only if it is another choice: what is set anew is quoted anew.
        if (!offered.equals(networks)) {
            networks = offered;
            network.setItems(offered);
        }
        policy.networks()
                .preset()
                .flatMap(id -> offered.stream().filter(n -> n.id().equals(id)).findFirst())
                .or(() -> before.filter(offered::contains))
                .or(() -> offered.stream().findFirst())
                .ifPresent(network::setValue);
    }

    /** Keys and the first boot are for a guest that reads them. */
    private void offerWhatIsRead() {
        keysPanel.setVisible(readsSeed());
        firstBoot.setVisible(readsSeed());
        install.follow(image.chosen());
        installPanel.setVisible(installs());
    }

    private boolean readsSeed() {
        return image.chosen().map(ImageView::cloudInit).orElse(true);
    }

    /** @param field as refusals of a launch spell it */
    Optional<HasValidation> field(String field) {
        Map<String, HasValidation> fields = new HashMap<>(Map.<String, HasValidation>of(
                "image", image.input(),
                "network", network,
                "sshKeys", keys.input(),
                "groups", groups.input()));
        fields.putAll(names.inputs());
        fields.putAll(size.inputs());
        fields.putAll(firstBoot.inputs());
        fields.putAll(install.inputs());
        return Optional.ofNullable(fields.get(field));
    }

    private Optional<String> fit() {
        return image.chosen()
                .flatMap(i -> size.resources()
                        .flatMap(i::lacking)
                        .map(lacking -> "Image " + i.name() + " needs " + lacking + ". Choose a larger size."));
    }

    private static Div panel(com.vaadin.flow.component.Component content) {
        Div panel = new Div(content);
        panel.addClassName("sw-panel");
        return panel;
    }
}
