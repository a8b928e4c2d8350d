package dev.slipway.ui.catalog;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.Autocapitalize;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.intake.Checksum;
import dev.slipway.intake.NewImport;
import dev.slipway.intake.SignatureWish;
import dev.slipway.intake.SigningKey;
import dev.slipway.intake.WellKnownImage;
import dev.slipway.ui.component.FormDialog;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Has a file fetched from a server: one of a well-known maker, or any that the settings allow. */
class ImportDialog extends FormDialog {
    private final IntakeParts parts;
    private final Runnable done;
    private final ComboBox<WellKnownImage> known = field("known", new ComboBox<>("Well-known images"));
    private final TextField url = field("url", new TextField("Address of the file"));
    private final TextField checksumUrl =
            field("checksumUrl", new TextField("Address of its maker's list of checksums"));
    private final TextField checksum = field("checksum", new TextField("Or the checksum itself"));
    private final ComboBox<SigningKey> signingKey = field("signingKey", new ComboBox<>("Signed by"));
    private final TextField signatureUrl = field("signatureUrl", new TextField("Address of the signature"));

    ImportDialog(IntakeParts parts, Runnable done) {
        super(
                "Fetch from the web",
                "The portal fetches the file itself, goes on where a line breaks, and looks into it before anything"
                        + " opens it.",
                "Fetch");
        setWidth("min(40rem, 96vw)");
        this.parts = parts;
        this.done = done;
        known.setItems(parts.imports().wellKnown(parts.actors().current()));
        known.setItemLabelGenerator(WellKnownImage::name);
        known.setHelperText("Fills in where their makers offer them.");
        known.addValueChangeListener(e -> Optional.ofNullable(e.getValue()).ifPresent(this::fillIn));
        // Else phones begin them with a capital.
        Stream.of(url, checksumUrl, checksum, signatureUrl)
                .forEach(input -> input.setAutocapitalize(Autocapitalize.NONE));
        url.setPlaceholder("https://example.org/disk.qcow2");
        url.addValueChangeListener(e -> {
            if (e.isFromClient()) {
                forgetKnown();
            }
        });
        checksumUrl.setHelperText(
                "Lines such as “HEX  disk.qcow2”, SHA-256 or SHA-512. What does not add up is refused.");
        checksum.setHelperText("SHA-256 or SHA-512. With neither, whatever comes is taken.");
        signed(parts.signingKeys().list(parts.actors().current()));
    }

    private void signed(List<SigningKey> keys) {
        signingKey.setItems(keys);
        signingKey.setItemLabelGenerator(SigningKey::name);
        signingKey.setClearButtonVisible(true);
        signingKey.setHelperText(
                keys.isEmpty()
                        ? "No maker's key is trusted yet: Signing keys, on the page behind this, adds one."
                        : "By nobody in particular, unless a maker's key is chosen.");
        signingKey.addValueChangeListener(e -> {
            signatureUrl.setVisible(e.getValue() != null);
            Optional.ofNullable(e.getValue()).ifPresent(key -> signingKey.setHelperText(print(key)));
        });
        signatureUrl.setVisible(false);
        signatureUrl.setPlaceholder("https://example.org/SHA512SUMS.sign");
        signatureUrl.setHelperText(
                "Of the list of checksums, if there is one, else of the file. Empty if the list is signed in"
                        + " itself.");
    }

    private static String print(SigningKey key) {
        return SigningKeysView.print(key).getText()
                + key.unfit().map(why -> ". It " + why + ".").orElse("");
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
        parts.imports()
                .begin(
                        new NewImport(
                                url.getValue().strip(),
                                said(checksum).map(Checksum::parse),
                                said(checksumUrl),
                                signingKey
                                        .getOptionalValue()
                                        .map(key -> new SignatureWish(key.id(), said(signatureUrl)))),
                        parts.actors().current());
        done.run();
    }

    private static Optional<String> said(TextField field) {
        return Optional.of(field.getValue().strip()).filter(text -> !text.isEmpty());
    }
}
