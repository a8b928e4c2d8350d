package dev.slipway.ui.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.catalog.ImageView;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import java.util.List;

/** All versions of an image, the newest first. */
class VersionsPanel extends Div {
    private final ImageParts parts;
    private final Table<ImageView> table = new Table<>();
    private final H2 title = new H2("Versions");
    private final Runnable changed;

    VersionsPanel(ImageParts parts, Runnable changed) {
        this.parts = parts;
        this.changed = changed;
        addClassNames("sw-panel", "wide");
        table.main("Version", VersionsPanel::label, VersionsPanel::state);
        table.wide("State", VersionsPanel::state);
        table.wide("Published", v -> new TimeAgo(v.publishedAt()));
        table.wide("System", v -> new Span(v.os()));
        table.wide("Download", v -> new Span(Sizing.bytes(v.fileBytes())));
        table.actions(VersionMenu::new);
        table.setAllRowsVisible(true);
        add(title, table);
    }

    private final class VersionMenu extends RowMenu {
        VersionMenu(ImageView version) {
            super("version " + version.versionLabel());
            item(
                    "Withdraw…",
                    version.standing().withdrawn().isPresent()
                            ? version.standing().withdrawn().map(why -> "It is withdrawn already.")
                            : parts.whyNotOwn(version),
                    () -> new WithdrawDialog(version, parts, changed).open());
        }
    }

    void show(ImageView image) {
        List<ImageView> all = parts.images().versions(image.version(), parts.actor());
        title.setText(all.size() == 1 ? "1 version" : all.size() + " versions");
        table.show(all, ImageView::version);
    }

    private static Component label(ImageView version) {
        return new RouterLink(version.versionLabel(), ImagePage.class, ImagePage.of(version.version()));
    }

    private static Component state(ImageView version) {
        var standing = version.standing();
        return new Span(standing.withdrawn()
                .map(why -> "Withdrawn: " + why)
                .orElse(standing.newer().isPresent() ? "Older" : "Current"));
    }
}
