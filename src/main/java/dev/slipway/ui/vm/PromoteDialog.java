package dev.slipway.ui.vm;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageAbout;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageNeeds;
import dev.slipway.catalog.ImageSystem;
import dev.slipway.catalog.ImageView;
import dev.slipway.identity.Actors;
import dev.slipway.ui.component.Copyable;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmView;
import dev.slipway.vm.promote.PromotionProposal;
import dev.slipway.vm.promote.PromotionRequest;
import dev.slipway.vm.promote.Promotions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what image becomes of a VM, and what its guest should forget before. How far it is, the VM's page shows. */
class PromoteDialog extends FormDialog {
    private final VmView vm;
    private final Promotions promotions;
    private final Actors actors;
    private final ImageDraft usual;
    private final boolean whileRunning;
    private final Select<Goal> goal = field("image", new Select<>());
    private final TextField name = field("name", new TextField("Name"));
    private final TextField version = field("versionLabel", new TextField("Version"));
    private final TextArea notes = field("releaseNotes", new TextArea("What is new in this version (Markdown)"));
    private final TextArea description = field("description", new TextArea("Description (Markdown)"));
    private final TextField os = field("os", new TextField("Operating system"));
    private final TextField user = field("defaultUser", new TextField("Account that SSH keys let in"));
    private final Select<Firmware> firmware = field("firmware", new Select<>());
    private final IntegerField vcpus = field("minVcpus", new IntegerField("At least so many vCPUs"));
    private final IntegerField memory = field("minMemoryMib", new IntegerField("At least so much memory (MiB)"));
    private final Checkbox cloudInit = new Checkbox("Has cloud-init");
    private final Checkbox guestAgent = new Checkbox("Has the QEMU guest agent");
    private final Checkbox clean = new Checkbox("Remove from the image what identifies the guest and its people");

    /** @param image of which it is to be the next version */
    private record Goal(String words, boolean platform, Optional<ImageView> image) {}

    PromoteDialog(VmView vm, Promotions promotions, Actors actors) {
        this(vm, promotions, actors, promotions.propose(vm.id(), actors.current()));
    }

    private PromoteDialog(VmView vm, Promotions promotions, Actors actors, PromotionProposal proposal) {
        super(
                "Make an image of " + vm.name(),
                "Its disk is copied, and the copy becomes an image. The VM stays"
                        + (proposal.running().isEmpty() ? ", and cannot be started meanwhile." : " and runs on."),
                "Make the image");
        setWidth("min(40rem, 96vw)");
        this.vm = vm;
        this.promotions = promotions;
        this.actors = actors;
        usual = proposal.draft();
        whileRunning = proposal.running().isPresent();
        proposal.running().ifPresent(words -> addComponentAsFirst(notice(words)));
        add(cloudInit, guestAgent, clean, cleaning(proposal));
        List<Goal> goals = goals(proposal);
        goal.setLabel("Make");
        goal.setItems(goals);
        goal.setItemLabelGenerator(Goal::words);
        firmware.setLabel("Starts by");
        firmware.setItems(Firmware.values());
        firmware.setItemLabelGenerator(Firmware::words);
        fillIn();
        goal.addValueChangeListener(e -> choose(e.getValue()));
        goal.setValue(goals.getFirst());
    }

    private List<Goal> goals(PromotionProposal proposal) {
        List<Goal> goals = new ArrayList<>();
        goals.add(new Goal("A new image of " + vm.place(), false, Optional.empty()));
        if (proposal.platform()) {
            goals.add(new Goal("A new image of the platform, for everybody", true, Optional.empty()));
        }
        proposal.nextOf()
                .forEach(image -> goals.add(new Goal(
                        "The next version of " + image.name() + " ("
                                + image.standing().owner().name() + ")",
                        false,
                        Optional.of(image))));
        return goals;
    }

    private void fillIn() {
        name.setValue(usual.name());
        version.setValue(usual.versionLabel());
        version.setHelperText("Such as 2026-11. People see it beside the name.");
        notes.setValue(usual.releaseNotes());
        description.setValue(usual.about().description());
        os.setValue(usual.system().os());
        user.setValue(usual.system().defaultUser());
        user.setHelperText("Only an image without cloud-init may have none.");
        firmware.setValue(usual.system().firmware());
        cloudInit.setValue(usual.system().cloudInit());
        guestAgent.setValue(usual.system().guestAgent());
        vcpus.setValue(usual.needs().vcpus());
        memory.setValue((int) usual.needs().memoryMib());
    }

    private void choose(Goal chosen) {
        name.setVisible(chosen.image().isEmpty());
        description.setValue(
                chosen.image().map(ImageView::description).orElse(usual.about().description()));
    }

    /** By the portal where it can, else by hand. */
    private Div cleaning(PromotionProposal proposal) {
        Div commands = new Div(new Copyable(String.join("\n", proposal.commands()), "commands"));
        commands.addClassName("sw-api-call");
        Div part = new Div(
                notice(proposal.cleaning()),
                new Paragraph(
                        proposal.running().isEmpty()
                                ? "For a Linux guest, as its last commands:"
                                : "For a Linux guest, right before:"),
                commands);
        part.addClassName("sw-guest-cleaning");
        clean.setHelperText(proposal.whyNotCleaned()
                .orElse(
                        "Machine id, SSH host keys, authorized keys, cloud-init's memory, logs and histories. The VM's own disk"
                                + " stays as it is. For Linux guests; it takes a minute or so."));
        clean.setEnabled(proposal.whyNotCleaned().isEmpty());
        clean.addValueChangeListener(e -> part.setVisible(!e.getValue()));
        clean.setValue(proposal.whyNotCleaned().isEmpty() && !isWindows());
        return part;
    }

    private boolean isWindows() {
        return usual.system().os().toLowerCase(Locale.ROOT).contains("windows");
    }

    private static Paragraph notice(String sentences) {
        Paragraph words = new Paragraph(sentences);
        words.addClassName("sw-notice");
        return words;
    }

    @Override
    protected void submit() {
        var next = goal.getValue().image();
        var about = next.map(ImageView::about).orElse(usual.about());
        var draft = new ImageDraft(
                usual.kind(),
                next.map(ImageView::name).orElse(name.getValue().strip()),
                new ImageAbout(description.getValue(), about.licence(), about.maintainer(), about.endOfLife()),
                ImageSystem.of(
                        os.getValue().strip(),
                        firmware.getValue(),
                        user.getValue().strip(),
                        cloudInit.getValue(),
                        guestAgent.getValue()),
                new ImageNeeds(
                        vcpus.getOptionalValue().orElse(1),
                        memory.getOptionalValue().orElse(0),
                        usual.needs().diskMib()),
                version.getValue().strip(),
                notes.getValue());
        promotions.promote(
                vm.id(),
                new PromotionRequest(
                        draft,
                        goal.getValue().platform(),
                        next.map(ImageView::version),
                        whileRunning,
                        clean.getValue()),
                actors.current());
    }
}
