package dev.slipway.ui.catalog;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageView;
import dev.slipway.ui.component.FormDialog;

/** Says anew what people read about an image. */
class DescribeImageDialog extends FormDialog {
    private final TextArea description = field("description", new TextArea("Description"));
    private final TextField licence = field("licence", new TextField("Note on the licence"));
    private final TextField maintainer = field("maintainer", new TextField("Maintainer"));
    private final DatePicker endOfLife = field("endOfLife", new DatePicker("End of life"));
    private final ImageView image;
    private final ImageParts parts;
    private final Runnable done;

    DescribeImageDialog(ImageView image, ImageParts parts, Runnable done) {
        super("Describe " + image.name(), "Versions stay as they are.", "Save");
        this.image = image;
        this.parts = parts;
        this.done = done;
        description.setHelperText("Markdown: **bold**, *italic*, lists with -, [words](https://…).");
        description.setMinRows(6);
        description.setValue(image.description());
        licence.setValue(image.about().licence());
        maintainer.setValue(image.about().maintainer());
        endOfLife.setHelperText("From that day on launching from it warns.");
        endOfLife.setClearButtonVisible(true);
        image.about().endOfLife().ifPresent(endOfLife::setValue);
    }

    @Override
    protected void submit() {
        var about = new ImageAbout(
                description.getValue().strip(),
                licence.getValue().strip(),
                maintainer.getValue().strip(),
                endOfLife.getOptionalValue());
        parts.curated().describe(image.version(), about, parts.actor());
        done.run();
    }
}
