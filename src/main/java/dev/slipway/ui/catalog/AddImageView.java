package dev.slipway.ui.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.intake.Intake;
import dev.slipway.intake.IntakeState;
import dev.slipway.intake.NewUpload;
import dev.slipway.intake.Uploads;
import dev.slipway.kernel.IntakeId;
import dev.slipway.live.Topic;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings a file into the catalogue: sent from here, looked into, published. */
@Route("images/add")
@PageTitle("Add an image · Slipway")
@PermitAll
@Needs(Permission.HOST_READ)
public class AddImageView extends Page {
    private final IntakeParts parts;
    private final Uploads uploads;
    private final FileSender sender;
    private final Div onTheirWay = new Div();
    private final Map<IntakeId, IntakeCard> cards = new HashMap<>();
    private Optional<IntakeId> sending = Optional.empty();

    AddImageView(IntakeParts parts, Uploads uploads, LiveScreens live) {
        this.parts = parts;
        this.uploads = uploads;
        sender = new FileSender(this::open, this::reload);
        Optional<String> whyNot = parts.actors().current().whyNot(Permission.IMAGE_EDIT, Scope.PLATFORM);
        Div file = new Div(new H2("From this computer"));
        file.add(whyNot.<Component>map(Span::new).orElse(sender));
        file.addClassName("sw-panel");
        ActionButton fetch =
                new ActionButton("Fetch from the web…", () -> new ImportDialog(parts, this::reload).open());
        fetch.refuse(whyNot);
        onTheirWay.addClassName("sw-intakes");
        add(
                new PageHeader(
                        "Add an image",
                        "Send a disk or an ISO. It is looked into before anything opens it, made a qcow2 image if it is"
                                + " of another kind, and published when you say what it is.",
                        fetch,
                        new RouterLink("Signing keys", SigningKeysView.class)),
                file,
                new H2("On their way"),
                onTheirWay);
        reload();
        live.follow(this, c -> c.topic() == Topic.IMAGE || c.topic() == Topic.OPERATION, changes -> reload());
    }

    /** The same file is known again by its name, length and time. */
    private Intake open(String name, long bytes, String modified) {
        var actor = parts.actors().current();
        Optional<Intake> known = parts.intakes().list(actor).stream()
                .filter(i -> i.state() == IntakeState.RECEIVING
                        && !i.isFetched()
                        && i.fileName().equals(name)
                        && i.bytes().orElse(0) == bytes
                        && i.modified().filter(modified::equals).isPresent())
                .findFirst();
        Intake intake = known.isPresent()
                ? uploads.get(known.get().id(), actor)
                : uploads.begin(new NewUpload(name, bytes, Optional.of(modified), Optional.empty()), actor);
        sending = Optional.of(intake.id());
        reload();
        return intake;
    }

    private void reload() {
        List<Intake> all = parts.intakes().list(parts.actors().current());
        cards.keySet().retainAll(all.stream().map(Intake::id).toList());
        onTheirWay
                .getChildren()
                .filter(child -> !cards.containsValue(child))
                .toList()
                .forEach(onTheirWay::remove);
        int at = 0;
        for (Intake intake : all) {
            IntakeCard card =
                    cards.computeIfAbsent(intake.id(), id -> new IntakeCard(parts, sender::forget, this::reload));
            card.show(intake, sending.filter(intake.id()::equals).isPresent());
            if (card.getParent().isEmpty()) {
                onTheirWay.addComponentAtIndex(at, card);
            }
            at++;
        }
        if (all.isEmpty()) {
            onTheirWay.add(new EmptyState(
                    VaadinIcon.UPLOAD,
                    "Nothing is on its way",
                    "Choose a file above, or have one fetched. What is not finished shows here."));
        }
    }
}
