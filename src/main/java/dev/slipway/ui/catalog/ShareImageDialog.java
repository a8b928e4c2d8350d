package dev.slipway.ui.catalog;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Visibility;
import dev.slipway.kernel.NotFound;
import dev.slipway.tenant.TenantView;
import dev.slipway.ui.component.FormDialog;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.PageRequest;

/** Says who may use an image besides its owner. */
class ShareImageDialog extends FormDialog {
    private final RadioButtonGroup<Visibility> visibility = field("visibility", new RadioButtonGroup<>());
    private final MultiSelectComboBox<TenantView> tenants = field("tenants", new MultiSelectComboBox<>("Tenants"));
    private final ImageView image;
    private final ImageParts parts;
    private final Runnable done;

    ShareImageDialog(ImageView image, ImageParts parts, Runnable done) {
        super(
                "Who may use " + image.name(),
                "For all others it is not there: they neither see it nor launch from it. VMs that stand on it stay.",
                "Save");
        this.image = image;
        this.parts = parts;
        this.done = done;
        visibility.addClassName("sw-stacked");
        visibility.setAriaLabel("Who may use it");
        visibility.setItems(Visibility.values());
        visibility.setItemLabelGenerator(this::words);
        visibility.addValueChangeListener(e -> tenants.setVisible(e.getValue() == Visibility.TENANTS));
        tenants.setItemLabelGenerator(TenantView::name);
        tenants.setItems(query -> parts
                .tenants()
                .list(
                        query.getFilter().filter(text -> !text.isBlank()),
                        PageRequest.of(query.getPage(), query.getPageSize()),
                        parts.actor())
                .stream());
        tenants.setValue(chosen().collect(Collectors.toSet()));
        tenants.setVisible(false);
        visibility.setValue(image.standing().visibility());
    }

    private String words(Visibility choice) {
        return switch (choice) {
            case PUBLIC -> "Everybody";
            case TENANTS -> "These tenants";
            case PRIVATE ->
                image.standing().owner().isPlatform()
                        ? "Platform administrators only"
                        : "Only " + image.standing().owner().name();
        };
    }

    private Stream<TenantView> chosen() {
        return parts.curated().sharedWith(image.version(), parts.actor()).stream()
                .flatMap(id -> {
                    try {
                        return Optional.of(parts.tenants().get(id, parts.actor())).stream();
                    } catch (NotFound e) {
                        // Deleted in this very moment.
                        return Stream.empty();
                    }
                });
    }

    @Override
    protected void submit() {
        var with = visibility.getValue() == Visibility.TENANTS
                ? tenants.getValue().stream().map(TenantView::id).collect(Collectors.toSet())
                : Set.<dev.slipway.kernel.TenantId>of();
        parts.curated().share(image.version(), visibility.getValue(), with, parts.actor());
        done.run();
    }
}
