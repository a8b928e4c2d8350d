package dev.slipway.ui.catalog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import dev.slipway.catalog.ImageView;
import dev.slipway.ui.component.Markdown;

/** An image at length. */
class ImageDialog extends Dialog {
    ImageDialog(ImageView image, ImageParts parts) {
        setHeaderTitle(image.name());
        Div content = new Div(new ImageBadges(image));
        content.addClassName("sw-image-details");
        image.warning(parts.today()).ifPresent(words -> {
            Div warning = new Div(words);
            warning.addClassName("sw-notice");
            content.add(warning);
        });
        if (!image.description().isBlank()) {
            content.add(new Markdown(image.description()));
        }
        if (!image.releaseNotes().isBlank()) {
            content.add(new H3("New in " + image.versionLabel()), new Markdown(image.releaseNotes()));
        }
        content.add(ImageFacts.of(image));
        add(content);
        getFooter().add(new Button("Close", e -> close()));
    }
}
