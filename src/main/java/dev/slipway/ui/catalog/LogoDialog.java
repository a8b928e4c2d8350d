package dev.slipway.ui.catalog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Logos;
import dev.slipway.ui.component.ImageLogo;
import java.io.IOException;

/** Gives an image a picture, another one, or none. */
class LogoDialog extends Dialog {
    private final ImageParts parts;
    private final Runnable changed;
    private final Div now = new Div();
    private final Upload upload = new Upload(this::receive);
    private final Button remove = new Button("Remove it", e -> remove());
    private ImageView image;

    LogoDialog(ImageView image, ImageParts parts, Runnable changed) {
        this.image = image;
        this.parts = parts;
        this.changed = changed;
        setHeaderTitle("Logo of " + image.name());
        upload.setAcceptedMimeTypes("image/png", "image/jpeg");
        upload.setMaxFiles(1);
        upload.setUploadButton(new Button("Choose a picture…"));
        upload.setDropLabel(new Span("or drop it here"));
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        Div content = new Div(
                now,
                new Paragraph(
                        "A PNG or JPEG of up to 512 KiB and 2048 × 2048 pixels. It is drawn anew at 128 × 128 or smaller."),
                upload);
        content.addClassName("sw-logo-dialog");
        add(content);
        getFooter().add(remove, new Button("Close", e -> close()));
        show(image);
    }

    private void show(ImageView image) {
        this.image = image;
        ImageLogo logo = new ImageLogo(image);
        logo.addClassName("large");
        now.removeAll();
        now.add(logo);
        remove.setVisible(image.logo().isPresent());
    }

    /** Not more is read than is needed to see that it is too much. */
    private void receive(UploadEvent event) throws IOException {
        byte[] picture = event.getInputStream().readNBytes(Logos.LARGEST + 1);
        event.getUI().access(() -> {
            upload.clearFileList();
            show(parts.logos().put(image.version(), picture, parts.actor()));
            changed.run();
        });
    }

    private void remove() {
        show(parts.logos().remove(image.version(), parts.actor()));
        changed.run();
    }
}
