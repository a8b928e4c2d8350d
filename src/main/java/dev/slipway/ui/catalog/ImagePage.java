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
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.Optional;

/** One image: what is said of it, its versions, who may use it, the VMs that stand on it, and where it lies on hosts. */
@Route("images/:version")
@PermitAll
public class ImagePage extends Page implements BeforeEnterObserver, HasDynamicTitle {
    private static final Duration GATHER = Duration.ofMillis(500);

    private final ImageParts parts;
    private final Div head = new Div();
    private final Div notice = new Div();
    private final Div about = new Div();
    private final Div facts = new Div();
    private final VersionsPanel versions;
    private final ImageVmsPanel vms;
    private final CopiesPanel copies;
    private Optional<ImageView> shown = Optional.empty();

    ImagePage(ImageParts parts) {
        this.parts = parts;
        versions = new VersionsPanel(parts, this::reload);
        vms = new ImageVmsPanel(parts);
        copies = new CopiesPanel(parts);
        head.addClassName("sw-page-header");
        notice.addClassName("sw-notice");
        about.addClassName("sw-panel");
        facts.addClassName("sw-panel");
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
            case DISK, QUOTA, REQUEST, CAPACITY, PROJECT, ACCESS, NOTIFICATION -> false;
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
        RouterLink back = new RouterLink("← Images", ImagesView.class);
        back.addClassName("sw-back");
        Div titles = new Div(back, new H1(image.name()), new ImageBadges(image));
        titles.addClassName("titles");
        head.removeAll();
        head.add(new ImageLogo(image), titles, new ImageActions(image, parts, this::reload, this::leave));
        var words = image.warning(parts.today());
        notice.setText(words.orElse(""));
        notice.setVisible(words.isPresent());
        about.removeAll();
        about.add(
                new H2("About"),
                image.description().isBlank()
                        ? new Markdown("*Nothing is said of it yet.*")
                        : new Markdown(image.description()));
        if (!image.releaseNotes().isBlank()) {
            about.add(new H2("New in " + image.versionLabel()), new Markdown(image.releaseNotes()));
        }
        facts.removeAll();
        facts.add(new H2("Facts"), ImageFacts.of(image));
        versions.show(image);
        vms.show(image);
        copies.show(image);
    }
}
