package dev.slipway.ui.vm;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageView;
import dev.slipway.vm.launch.DiscWish;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of discs where something is installed from one. */
class InstallField extends Div {
    private final List<ImageView> discs;
    private final ComboBox<ImageView> second = new ComboBox<>("Second disc");
    private final Checkbox out = new Checkbox("Take the disc out at the first reboot");

    /** @param images all that can be launched from, the discs among them */
    InstallField(List<ImageView> images) {
        discs = images.stream().filter(image -> image.kind() == ImageKind.ISO).toList();
        addClassName("sw-form");
        second.setItemLabelGenerator(image -> image.name() + " " + image.versionLabel());
        second.setClearButtonVisible(true);
        second.setPlaceholder("None");
        second.setHelperText("Goes into drive 2, such as drivers for what is installed from the first.");
        add(second, out);
    }

    /** What is usual for another disc goes with it. @param image empty, or none to install from: then nothing is asked */
    void follow(Optional<ImageView> image) {
        var disc = image.filter(i -> i.kind() == ImageKind.ISO);
        setVisible(disc.isPresent());
        disc.ifPresent(this::follow);
    }

    private void follow(ImageView disc) {
        var before = second.getOptionalValue();
        var offered = discs.stream()
                .filter(other -> !other.version().equals(disc.version()))
                .toList();
        second.setItems(offered);
        second.setVisible(!offered.isEmpty());
        before.filter(offered::contains).ifPresentOrElse(second::setValue, second::clear);
        var usual = DiscWish.isUsual(disc);
        out.setValue(usual);
        out.setHelperText(
                usual
                        ? "Untick it for a system that restarts in the middle and goes on from the disc."
                        : "The setup of Windows restarts in the middle and goes on, so it stays in unless you say so.");
    }

    DiscWish value() {
        return isVisible()
                ? new DiscWish(second.getOptionalValue().map(ImageView::version), Optional.of(out.getValue()))
                : DiscWish.NONE;
    }

    /** As refusals of a launch spell them. */
    Map<String, HasValidation> inputs() {
        return Map.of("secondDisc", second, "discOutAtReboot", out);
    }
}
