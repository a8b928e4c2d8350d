package dev.slipway.ui.catalog;

import com.vaadin.flow.component.html.Div;
import dev.slipway.catalog.ImageView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.session.Messages;
import java.util.List;
import java.util.Optional;

/** What can be done with an image; what is not possible says why. */
class ImageActions extends Div {
    private final ImageView image;
    private final ImageParts parts;

    ImageActions(ImageView image, ImageParts parts, Runnable changed, Runnable gone) {
        this.image = image;
        this.parts = parts;
        addClassName("actions");
        var own = parts.whyNotOwn(image);
        var curate = parts.whyNotCurate();
        boolean featured = image.standing().featured();
        button("Describe", own, () -> new DescribeImageDialog(image, parts, changed).open());
        button("Logo", own, () -> new LogoDialog(image, parts, changed).open());
        button("Deprecate or retire", own, () -> new MarkImageDialog(image, parts, changed).open());
        button("What may be chosen", own, () -> new LaunchPolicyDialog(image, parts, changed).open());
        button("Who may use it", curate, () -> new ImageReachDialog(image, parts, changed).open());
        button(featured ? "Feature no longer" : "Feature", curate, () -> {
            parts.curated().feature(image.version(), !featured, parts.actor());
            changed.run();
        });
        button(
                "Hosts",
                curate,
                () -> new HostTagsDialog(image.name(), image.hostTags(), tags -> {
                            parts.images().setHostTags(image.version(), tags, parts.actor());
                            changed.run();
                        })
                        .open());
        button("Delete", own, () -> confirmDelete(gone));
    }

    private void button(String words, Optional<String> whyNot, Runnable action) {
        ActionButton button = new ActionButton(words, action);
        button.refuse(whyNot);
        add(button);
    }

    private void confirmDelete(Runnable gone) {
        new ConsequenceDialog(
                        "Delete image " + image.name() + "?",
                        List.of(
                                "All its versions go, and nothing can be launched from them any more.",
                                "Only if no VM's disk stands on it; otherwise you are told which.",
                                "Its file, and its copies on hosts, are removed within the hour."),
                        "Delete",
                        () -> {
                            parts.curated().delete(image.version(), parts.actor());
                            Messages.done("Image " + image.name() + " is deleted.");
                            gone.run();
                        })
                .open();
    }
}
