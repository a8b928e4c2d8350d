package dev.slipway.ui.catalog;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.catalog.ImageView;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import dev.slipway.live.Change;
import dev.slipway.ui.component.ImageLogo;
import dev.slipway.ui.component.Markdown;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.Parts;
import dev.slipway.ui.component.ShownParts.Part;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One image: what is said of it, its versions, who may use it, the VMs that stand on it, and where it lies on hosts. */
@Route("images/:version")
@PermitAll
public class ImagePage extends Page implements BeforeEnterObserver, HasDynamicTitle {
    private static final Duration GATHER = Duration.ofMillis(500);

    private final ImageParts parts;
    private final Parts head = new Parts("sw-page-header");
    private final Div notice = new Div();
    private final Parts about = new Parts("sw-panel");
    private final Parts facts = new Parts("sw-panel");
    private final VersionsPanel versions;
    private final ImageVmsPanel vms;
    private final CopiesPanel copies;
    private Optional<ImageView> shown = Optional.empty();

    ImagePage(ImageParts parts) {
        this.parts = parts;
        versions = new VersionsPanel(parts, this::reload);
        vms = new ImageVmsPanel(parts);
        copies = new CopiesPanel(parts);
        notice.addClassName("sw-notice");
        Div columns = new Div(about, facts, versions, vms, copies);
        columns.addClassNames("sw-columns", "sw-image-panels");
        add(head, notice, columns);
        parts.live().follow(this, GATHER, ImagePage::concerns, changes -> reload());
    }

    /** Copies to hosts are the platform's, so their operations are in no project. */
    private static boolean concerns(Change change) {
        return switch (change.topic()) {
            case IMAGE, VM, HOST -> true;
            case OPERATION -> change.project() == null;
            case DISK, BACKUP, QUOTA, REQUEST, CAPACITY, PROJECT, ACCESS, NOTIFICATION -> false;
        };
    }

    /** The address of an image's page. */
    static RouteParameters of(ImageVersionId version) {
        return new RouteParameters("version", version.toString());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String version = event.getRouteParameters().get("version").orElse("");
        show(parts.images().get(ImageVersionId.parse(version), parts.actor()));
    }

    @Override
    public String getPageTitle() {
        return shown.map(ImageView::name).orElse("Image") + " · Slipway";
    }

    private void reload() {
        shown.ifPresent(image -> {
            try {
                show(parts.images().get(image.version(), parts.actor()));
            } catch (NotFound e) {
                leave();
            }
        });
    }

    private void leave() {
        getUI().ifPresent(ui -> ui.navigate(ImagesView.class));
    }

    private void show(ImageView image) {
        shown = Optional.of(image);
        head.show(List.of(
                Part.of("logo", image, ImageLogo::new),
                Part.of("titles", image, ImagePage::titles),
                Part.of("actions", image, i -> new ImageActions(i, parts, this::reload, this::leave))));
        var words = image.warning(parts.today());
        notice.setText(words.orElse(""));
        notice.setVisible(words.isPresent());
        about.show(about(image));
        facts.show(List.of(Part.of("title", "Facts", H2::new), Part.of("facts", image, ImageFacts::of)));
        versions.show(image);
        vms.show(image);
        copies.show(image);
    }

    private static Div titles(ImageView image) {
        RouterLink back = new RouterLink("← Images", ImagesView.class);
        back.addClassName("sw-back");
        Div titles = new Div(back, new H1(image.name()), new ImageBadges(image));
        titles.addClassName("titles");
        return titles;
    }

    private static List<Part> about(ImageView image) {
        String description = image.description().isBlank() ? "*Nothing is said of it yet.*" : image.description();
        List<Part> parts = new ArrayList<>(
                List.of(Part.of("title", "About", H2::new), Part.of("about", description, Markdown::new)));
        if (!image.releaseNotes().isBlank()) {
            parts.add(Part.of("news", "New in " + image.versionLabel(), H2::new));
            parts.add(Part.of("notes", image.releaseNotes(), Markdown::new));
        }
        return parts;
    }
}
