package dev.slipway.ui.vm;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.SizeView;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.network.NetworkView;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.LaunchRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The choices of a launch. Holds one idempotency key, so that a double click is one launch. */
class LaunchForm extends Div {
    private final ProjectView project;
    private final ChoiceCards<ImageView> image = new ChoiceCards<>("Image", ImageView::name, LaunchForm::lines);
    private final ChoiceCards<SizeView> size = new ChoiceCards<>(
            "Size",
            SizeView::name,
            s -> List.of(
                    Sizing.vcpus(s.resources().vcpus()) + " · "
                            + Sizing.mib(s.resources().memoryMib()),
                    Sizing.mib(s.resources().diskMib()) + " disk"));
    private final NameField name;
    private final Select<NetworkView> network = new Select<>();
    private final KeysField keys;
    private final TextArea userData = new TextArea("User data");
    private final String idempotencyKey = UUID.randomUUID().toString();

    LaunchForm(ProjectView project, LaunchChoices choices, Runnable changed) {
        this.project = project;
        addClassName("choices");
        name = new NameField(n -> choices.isTaken(project, n), changed);
        keys = choices.keys();
        size.addClassName("small");
        network.setLabel("Network");
        network.setItemLabelGenerator(NetworkView::name);
        userData.setHelperText("cloud-init: #cloud-config YAML, or a script with #!. At most 16 KiB.");
        userData.setMinRows(5);
        userData.setValueChangeMode(ValueChangeMode.LAZY);
        userData.addClassName("sw-user-data");
        userData.setWidthFull();
        Details advanced = new Details("Advanced", userData);
        advanced.setWidthFull();
        add(panel(image), panel(size), panel(name), panel(network), panel(keys), panel(advanced));
        network.setItems(choices.networks(project));
        choices.networks(project).stream().findFirst().ifPresent(network::setValue);
        size.offer(choices.sizes(), Optional.empty());
        image.offer(choices.images(), Optional.empty());
        image.addValueChangeListener(e -> changed.run());
        size.addValueChangeListener(e -> changed.run());
        network.addValueChangeListener(e -> changed.run());
    }

    void choose(ImageVersionId wished) {
        image.getListDataView()
                .getItems()
                .filter(i -> i.version().equals(wished))
                .findFirst()
                .ifPresent(image::setValue);
    }

    void choose(SizeView wished) {
        size.setValue(wished);
    }

    void choose(NetworkView wished) {
        network.setValue(wished);
    }

    Optional<SizeView> size() {
        return size.getOptionalValue();
    }

    /** Why it cannot be launched as it stands, quota apart. */
    List<String> missing() {
        return List.of(
                        image.isEmpty()
                                ? Optional.of("There is no image to choose. Ask an administrator to publish one.")
                                : fit(),
                        size.isEmpty()
                                ? Optional.of("There is no size to choose. Ask an administrator to make one.")
                                : Optional.<String>empty(),
                        network.isEmpty()
                                ? Optional.of("There is no network to choose. Ask an administrator to register one.")
                                : Optional.<String>empty(),
                        name.trouble())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    LaunchRequest request() {
        return new LaunchRequest(
                project.id(),
                name.value(),
                image.getValue().version(),
                size.getValue().id(),
                network.getValue().id(),
                keys.value(),
                userData.isEmpty() ? Optional.empty() : Optional.of(userData.getValue()),
                Optional.of(idempotencyKey));
    }

    /** @param field as refusals of a launch spell it */
    Optional<HasValidation> field(String field) {
        return Optional.ofNullable(Map.<String, HasValidation>of(
                        "name", name.input(),
                        "image", image,
                        "size", size,
                        "network", network,
                        "sshKeys", keys.input(),
                        "userData", userData)
                .get(field));
    }

    private Optional<String> fit() {
        long needs = image.getValue().minMemoryMib();
        return size.getOptionalValue()
                .filter(s -> s.resources().memoryMib() < needs)
                .map(s -> "Image " + image.getValue().name() + " needs at least " + Sizing.mib(needs)
                        + " of memory. Choose a larger size.");
    }

    private static List<String> lines(ImageView image) {
        return List.of(image.os(), image.description(), "Version " + image.versionLabel());
    }

    private static Div panel(com.vaadin.flow.component.Component content) {
        Div panel = new Div(content);
        panel.addClassName("sw-panel");
        return panel;
    }
}
