package dev.slipway.ui.catalog;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageNeeds;
import dev.slipway.catalog.ImageSystem;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.OperatingSystem;
import dev.slipway.catalog.OperatingSystem.Amounts;
import dev.slipway.intake.Intake;
import dev.slipway.intake.WellKnownImage;
import dev.slipway.intake.guard.Findings;
import dev.slipway.intake.guard.ImageFormat;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.Sizing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what a file is, and publishes it: as a new image, or as the next version of one that there is. */
class PublishDialog extends FormDialog {
    private static final int LITTLE_MEMORY_MIB = 512;

    private final IntakeParts parts;
    private final Intake intake;
    private final Runnable done;
    private final ImageKind kind;
    private final List<ImageView> known;
    private final ComboBox<String> name = field("name", new ComboBox<>("Image"));
    private final TextField version = field("versionLabel", new TextField("Version"));
    private final SystemField os = field("os", new SystemField());
    private final TextField user = field("defaultUser", new TextField("Account that SSH keys let in"));
    private final Select<Firmware> firmware = field("firmware", new Select<>());
    private final Checkbox cloudInit = new Checkbox("Has cloud-init");
    private final Checkbox guestAgent = new Checkbox("Has the QEMU guest agent");
    private final IntegerField vcpus = field("minVcpus", new IntegerField("At least so many vCPUs"));
    private final IntegerField memory = field("minMemoryMib", new IntegerField("At least so much memory (MiB)"));
    private final TextArea description = field("description", new TextArea("Description (Markdown)"));
    private final TextArea notes = field("releaseNotes", new TextArea("What is new in this version (Markdown)"));
    private final TextField maintainer = field("maintainer", new TextField("Maintainer"));
    private final TextField licence = field("licence", new TextField("Licence"));
    private final DatePicker endOfLife = field("endOfLife", new DatePicker("Maintained until"));
    private final Map<HasValue<?, ?>, Object> proposed = new HashMap<>();

    PublishDialog(IntakeParts parts, Intake intake, Runnable done) {
        super(
                "Publish " + intake.fileName(),
                "Everybody may launch from it then. A version never changes afterwards.",
                "Publish");
        setWidth("min(40rem, 96vw)");
        this.parts = parts;
        this.intake = intake;
        this.done = done;
        Findings found = intake.found().orElseThrow();
        kind = found.format() == ImageFormat.ISO ? ImageKind.ISO : ImageKind.GOLDEN;
        known = parts.images().list(parts.actors().current()).stream()
                .filter(i -> i.kind() == kind && i.standing().owner().isPlatform())
                .toList();
        add(cloudInit, guestAgent);
        fillIn(found);
    }

    private void fillIn(Findings found) {
        name.setItems(known.stream().map(ImageView::name).sorted().toList());
        name.setAllowCustomValue(true);
        name.addCustomValueSetListener(e -> name.setValue(e.getDetail().strip()));
        name.setHelperText("A new name, or one that there is, for its next version.");
        name.addValueChangeListener(e -> likeTheLast());
        firmware.setLabel("Starts by");
        firmware.setItems(Firmware.values());
        firmware.setItemLabelGenerator(Firmware::words);
        firmware.setValue(found.startsByUefi() && !found.startsByBios() ? Firmware.UEFI : Firmware.BIOS);
        boolean disk = kind == ImageKind.GOLDEN;
        cloudInit.setValue(disk);
        cloudInit.setVisible(disk);
        guestAgent.setVisible(disk);
        user.setVisible(disk);
        user.setHelperText("Such as debian. Only an image without cloud-init may have none.");
        propose(Optional.empty());
        os.offer(parts.systems().list(parts.actors().current()));
        os.addValueChangeListener(e -> propose(os.system()));
        String title =
                found.label().isEmpty() ? intake.fileName().replaceFirst("\\.[A-Za-z0-9]{1,6}$", "") : found.label();
        var wellKnown = parts.known(intake);
        wellKnown.ifPresent(image -> {
            os.setValue(image.os());
            user.setValue(image.user());
        });
        // If there is one of that name, what was said of it takes the place of all that.
        name.setValue(wellKnown.map(WellKnownImage::name).orElse(title));
        endOfLife.setHelperText("From that day on nobody mends what is in it; it is marked so.");
    }

    private void propose(Optional<OperatingSystem> system) {
        Optional<Amounts> least = system.flatMap(s -> s.minimum().or(s::recommended));
        propose(endOfLife, system.flatMap(OperatingSystem::endOfLife));
        propose(vcpus, Optional.of(least.map(Amounts::vcpus).filter(n -> n > 0).orElse(1)));
        propose(
                memory,
                Optional.of(least.map(amounts -> (int) amounts.memoryMib())
                        .filter(n -> n > 0)
                        .orElse(LITTLE_MEMORY_MIB)));
        memory.setHelperText(system.flatMap(OperatingSystem::recommended)
                .filter(amounts -> amounts.memoryMib() > 0)
                .map(amounts -> "Its maker recommends " + Sizing.mib(amounts.memoryMib()) + ".")
                .orElse(""));
    }

    /** Only where nobody has written anything; what was proposed of another system goes. */
    private <V> void propose(HasValue<?, V> input, Optional<V> value) {
        boolean untouched = input.isEmpty() || input.getValue().equals(proposed.get(input));
        if (untouched) {
            value.ifPresentOrElse(input::setValue, input::clear);
            value.ifPresentOrElse(v -> proposed.put(input, v), () -> proposed.remove(input));
        }
    }

    /** What was said of the version before is likely right for this one. */
    private void likeTheLast() {
        Optional<ImageView> last =
                known.stream().filter(i -> i.name().equals(name.getValue())).findFirst();
        last.ifPresent(image -> {
            os.setValue(image.os());
            user.setValue(image.defaultUser());
            firmware.setValue(image.firmware());
            cloudInit.setValue(image.cloudInit());
            guestAgent.setValue(image.guestAgent());
            vcpus.setValue(image.needs().vcpus());
            memory.setValue((int) image.minMemoryMib());
            description.setValue(image.description());
            maintainer.setValue(image.about().maintainer());
            licence.setValue(image.about().licence());
            endOfLife.setValue(image.about().endOfLife().orElse(null));
        });
    }

    @Override
    protected void submit() {
        String called = Optional.ofNullable(name.getValue()).orElse("");
        parts.intakes()
                .publish(
                        intake.id(),
                        new ImageDraft(
                                kind,
                                called,
                                new ImageAbout(
                                        description.getValue(),
                                        licence.getValue().strip(),
                                        maintainer.getValue().strip(),
                                        endOfLife.getOptionalValue()),
                                ImageSystem.of(
                                        os.words(),
                                        firmware.getValue(),
                                        user.getValue().strip(),
                                        cloudInit.getValue(),
                                        guestAgent.getValue()),
                                new ImageNeeds(number(vcpus, 1), number(memory, 0), 0),
                                version.getValue().strip(),
                                notes.getValue()),
                        parts.actors().current());
        done.run();
    }

    private static int number(IntegerField field, int otherwise) {
        return field.getOptionalValue().orElse(otherwise);
    }
}
