package dev.slipway.ui.catalog;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.Autocapitalize;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.intake.Checksum;
import dev.slipway.intake.Imports;
import dev.slipway.intake.NewImport;
import dev.slipway.intake.WellKnownImage;
import dev.slipway.ui.component.FormDialog;
import java.util.Optional;
import java.util.stream.Stream;

/** Has a file fetched from a server: one of a well-known maker, or any that the settings allow. */
class ImportDialog extends FormDialog {
    private final Imports imports;
    private final Actors actors;
    private final Runnable done;
    private final ComboBox<WellKnownImage> known = field("known", new ComboBox<>("Well-known images"));
    private final TextField url = field("url", new TextField("Address of the file"));
    private final TextField checksumUrl =
            field("checksumUrl", new TextField("Address of its maker's list of checksums"));
    private final TextField checksum = field("checksum", new TextField("Or the checksum itself"));

    ImportDialog(Imports imports, Actors actors, Runnable done) {
        super(
                "Fetch from the web",
                "The portal fetches the file itself, goes on where a line breaks, and looks into it before anything"
                        + " opens it.",
                "Fetch");
        setWidth("min(40rem, 96vw)");
        this.imports = imports;
        this.actors = actors;
        this.done = done;
        known.setItems(imports.wellKnown(actors.current()));
        known.setItemLabelGenerator(WellKnownImage::name);
        known.setHelperText("Fills in where their makers offer them.");
        known.addValueChangeListener(e -> Optional.ofNullable(e.getValue()).ifPresent(this::fillIn));
        // Else phones begin them with a capital.
        Stream.of(url, checksumUrl, checksum).forEach(input -> input.setAutocapitalize(Autocapitalize.NONE));
        url.setPlaceholder("https://example.org/disk.qcow2");
        url.addValueChangeListener(e -> {
            if (e.isFromClient()) {
                forgetKnown();
            }
        });
        checksumUrl.setHelperText(
                "Lines such as “HEX  disk.qcow2”, SHA-256 or SHA-512. What does not add up is refused.");
        checksum.setHelperText("SHA-256 or SHA-512. With neither, whatever comes is taken.");
    }

    private void fillIn(WellKnownImage image) {
        url.setValue(image.url());
        checksumUrl.setValue(image.checksumUrl().orElse(""));
        checksum.clear();
    }

    /** Another file than the one that was filled in: its maker's list has nothing of it. */
    private void forgetKnown() {
        known.getOptionalValue()
                .flatMap(WellKnownImage::checksumUrl)
                .filter(checksumUrl.getValue()::equals)
                .ifPresent(list -> checksumUrl.clear());
        known.clear();
    }

    @Override
    protected void submit() {
        imports.begin(
                new NewImport(url.getValue().strip(), said(checksum).map(Checksum::parse), said(checksumUrl)),
                actors.current());
        done.run();
    }

    private static Optional<String> said(TextField field) {
        return Optional.of(field.getValue().strip()).filter(text -> !text.isEmpty());
    }
}
