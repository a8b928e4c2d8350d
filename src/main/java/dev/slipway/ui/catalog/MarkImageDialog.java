package dev.slipway.ui.catalog;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageView;
import dev.slipway.ui.component.FormDialog;

/** Says how long yet an image is for use. */
class MarkImageDialog extends FormDialog {
    private final RadioButtonGroup<ImageState> state = field("state", new RadioButtonGroup<>());
    private final ComboBox<ImageView> instead = field("replacedBy", new ComboBox<>("What to take instead"));
    private final ImageView image;
    private final ImageParts parts;
    private final Runnable done;

    MarkImageDialog(ImageView image, ImageParts parts, Runnable done) {
        super("How long is " + image.name() + " for use?", "VMs that were launched from it stay as they are.", "Save");
        this.image = image;
        this.parts = parts;
        this.done = done;
        state.addClassName("sw-stacked");
        state.setAriaLabel("For use");
        state.setItems(ImageState.values());
        state.setItemLabelGenerator(MarkImageDialog::words);
        state.setValue(image.standing().state());
        var others = parts.images().list(parts.actor()).stream()
                .filter(other -> !other.id().equals(image.id()))
                .toList();
        instead.setItems(others);
        instead.setItemLabelGenerator(ImageView::name);
        instead.setClearButtonVisible(true);
        instead.setHelperText("Named to those who would launch from this one, if that is for them.");
        image.standing()
                .replacedBy()
                .flatMap(name ->
                        others.stream().filter(o -> o.name().equals(name)).findFirst())
                .ifPresent(instead::setValue);
    }

    private static String words(ImageState state) {
        return switch (state) {
            case PUBLISHED -> "In use";
            case DEPRECATED -> "Deprecated: launching from it warns";
            case RETIRED -> "Retired: nothing new is launched from it";
        };
    }

    @Override
    protected void submit() {
        parts.curated()
                .mark(
                        image.version(),
                        state.getValue(),
                        instead.getOptionalValue().map(ImageView::version),
                        parts.actor());
        done.run();
    }
}
