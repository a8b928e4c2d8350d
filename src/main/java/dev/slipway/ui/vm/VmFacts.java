package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.catalog.ImageView;
import dev.slipway.ui.component.Copyable;
import dev.slipway.ui.component.Facts;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import dev.slipway.vm.WhyHere;
import java.util.List;
import java.util.Set;

/** What a VM is made of and how it is reached. */
final class VmFacts {
    private static final Set<VmStatus> OFF = Set.of(
            VmStatus.STOPPED,
            VmStatus.CRASHED,
            VmStatus.MISSING,
            VmStatus.FAILED,
            VmStatus.BINNED,
            VmStatus.LOST,
            VmStatus.DELETING);

    /** They will not run again, unless they are restored. */
    private static final Set<VmStatus> GONE =
            Set.of(VmStatus.FAILED, VmStatus.LOST, VmStatus.BINNED, VmStatus.DELETING);

    private VmFacts() {}

    static Facts of(VmView vm, VmReader reader, VmChoices choices) {
        List<ImageView> made = reader.madeInto(vm.id());
        Facts facts = new Facts().with("Address", addresses(vm));
        vm.addresses().stream().findFirst().ifPresent(address -> {
            if (!vm.defaultUser().isBlank()) {
                facts.with("Sign in", new Copyable("ssh " + vm.defaultUser() + "@" + address, "command"));
            }
        });
        if (!GONE.contains(vm.status())) {
            facts.with("Password", choices.password());
        }
        reader.guest(vm.id()).ifPresent(guest -> GuestFacts.add(guest, facts));
        reader.why(vm.id()).ifPresent(w -> facts.with("Placement", placement(vm, w)));
        if (!made.isEmpty()) {
            facts.with("Made into", madeInto(made));
        }
        facts.with("Size", vm.sizeName() + " · " + Sizing.of(vm.resources()))
                .with("Image", image(vm))
                .with("Network", vm.networkName())
                .with("Reserved address", reserved(vm))
                .with("MAC address", new Copyable(vm.mac(), "MAC address"));
        if (!GONE.contains(vm.status())) {
            vm.lease().ifPresent(lease -> facts.with("Lease", choices.lease()));
            facts.with("Power schedule", choices.schedule());
            facts.with("After a failure", choices.restart());
        }
        if (!GONE.contains(vm.status()) || vm.deleteProtected()) {
            facts.with("Delete protection", choices.protection());
        }
        return facts.with("Tags", choices.tags())
                .with("Belongs to", vm.place())
                .with("Owner", vm.ownerName())
                .with("Made", new TimeAgo(vm.createdAt()))
                .with("Id", new Copyable(vm.id().toString(), "id"))
                .with("On its host", choices.definition());
    }

    private static Component image(VmView vm) {
        Div image = new Div(new Span(vm.imageName() + " " + vm.imageVersion()));
        vm.newerImage().ifPresent(newer -> {
            RouterLink launch = new RouterLink("launch new VMs from it", LaunchView.class);
            launch.setQueryParameters(
                    QueryParameters.of("image", newer.version().toString()));
            Div hint = new Div(
                    new Span("Version " + newer.label() + " is newer: "),
                    launch,
                    new Span(", or rebuild this one once it is off."));
            hint.addClassName("sw-quiet");
            image.add(hint);
        });
        return image;
    }

    private static Component madeInto(List<ImageView> made) {
        Div all = new Div();
        made.stream()
                .map(image -> new Anchor("images/" + image.version(), image.name() + " " + image.versionLabel()))
                .forEach(link -> all.add(new Div(link)));
        return all;
    }

    private static Component placement(VmView vm, WhyHere why) {
        Div placement = new Div(new Span(why.sentence()));
        if (!why.hosts().isEmpty()) {
            Button all = new Button("Every host", e -> new WhyHereDialog(vm.name(), why).open());
            all.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            placement.add(all);
        }
        return placement;
    }

    private static Component reserved(VmView vm) {
        if (vm.reservedAddresses().isEmpty()) {
            Span none = new Span("None: the network gives addresses by DHCP");
            none.addClassName("sw-quiet");
            return none;
        }
        Div all = new Div();
        vm.reservedAddresses().forEach(a -> all.add(new Div(new Copyable(a, "reserved address"))));
        return all;
    }

    private static Component addresses(VmView vm) {
        if (vm.addresses().isEmpty()) {
            Span none = new Span(
                    OFF.contains(vm.status())
                            ? "None while it is off"
                            : "Not known yet: it shows here once the guest has one");
            none.addClassName("sw-quiet");
            return none;
        }
        Div all = new Div();
        vm.addresses().forEach(a -> all.add(new Div(new Copyable(a, "address"))));
        return all;
    }
}
