package dev.slipway.ui.host;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.UserId;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.ui.session.Messages;
import dev.slipway.ui.vm.VmPage;
import dev.slipway.vm.adopt.Adoption;
import dev.slipway.vm.adopt.UnknownDomain;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.springframework.data.domain.PageRequest;

/** Makes a VM of a domain: whose it is from now on, and what that takes of their quota. */
class AdoptDialog extends FormDialog {
    private static final int MOST_MEMBERS = 200;

    private final HostId host;
    private final UnknownDomain domain;
    private final AdoptParts parts;
    private final Runnable done;
    private final TextField name = field("name", new TextField("Name"));
    private final ComboBox<ProjectView> project = field("project", new ComboBox<>("Whose project"));
    private final ComboBox<Whose> owner = field("owner", new ComboBox<>("Owner"));
    private final QuotaBars bars = new QuotaBars().stacked();
    private final Div refusals = new Div();

    /** @param user empty for oneself */
    private record Whose(Optional<UserId> user, String words) {
        static final Whose MINE = new Whose(Optional.empty(), "Me");
    }

    AdoptDialog(HostId host, UnknownDomain domain, AdoptParts parts, Runnable done) {
        super(
                "Adopt " + domain.name(),
                "It becomes a VM with " + UnknownDomainsPanel.size(domain)
                        + ", which its owner pays for. On its host nothing changes now; at its next start from here it gets a"
                        + " screen that only its people can see. Deleting it for good deletes its disks.",
                "Adopt");
        setWidth("min(34rem, 96vw)");
        this.host = host;
        this.domain = domain;
        this.parts = parts;
        this.done = done;
        name.setValue(suggested(domain.name()));
        name.setHelperText("On the host it stays " + domain.name() + ".");
        var actor = parts.actors().current();
        project.setItemLabelGenerator(ProjectView::title);
        project.setItems(parts.tenants().projects(actor).stream()
                .filter(p -> actor.can(Permission.VM_LAUNCH, p.scope()))
                .toList());
        owner.setItemLabelGenerator(Whose::words);
        owner.setItems(Whose.MINE);
        owner.setValue(Whose.MINE);
        refusals.addClassNames("sw-notice", "bad");
        refusals.getElement().setAttribute("role", "status");
        refusals.setVisible(false);
        add(bars, refusals);
        project.addValueChangeListener(e -> offerOwners());
        owner.addValueChangeListener(e -> preview());
    }

    /** What of its name on the host will do as a VM's. */
    static String suggested(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return plain.length() <= 63 ? plain : plain.substring(0, 63).replaceAll("-+$", "");
    }

    private void offerOwners() {
        var people = new ArrayList<Whose>();
        people.add(Whose.MINE);
        project.getOptionalValue()
                .ifPresent(p -> parts.members()
                        .list(
                                p.id(),
                                Optional.empty(),
                                PageRequest.of(0, MOST_MEMBERS),
                                parts.actors().current())
                        .forEach(m ->
                                people.add(new Whose(Optional.of(m.user()), m.displayName() + " (" + m.name() + ")"))));
        owner.setItems(people);
        owner.setValue(Whose.MINE);
        preview();
    }

    private void preview() {
        if (project.getOptionalValue().isPresent() && owner.getOptionalValue().isPresent()) {
            var preview = parts.domains().quote(wish(), parts.actors().current());
            bars.show(preview);
            var list = new UnorderedList();
            preview.refusals().forEach(r -> list.add(new ListItem(r)));
            refusals.removeAll();
            refusals.add(list);
            refusals.setVisible(!preview.fits());
        }
    }

    @Override
    protected void submit() {
        var vm = parts.domains().adopt(wish(), parts.actors().current());
        done.run();
        Messages.done(name.getValue() + " is a VM of Slipway now.");
        UI.getCurrent().navigate(VmPage.class, VmPage.of(vm));
    }

    private Adoption wish() {
        var to = project.getOptionalValue()
                .orElseThrow(() -> new InvalidRequest("missing-field", "project", "Choose whose it is to be."));
        return new Adoption(
                host,
                domain.id(),
                to.id(),
                owner.getOptionalValue().flatMap(Whose::user),
                name.getValue().strip());
    }
}
