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
import dev.slipway.ui.component.Fact;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import dev.slipway.vm.WhyHere;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a VM is made of and how it is reached. */
final class VmFacts {
    private static final Set<VmStatus> OFF = Set.of(
            VmStatus.STOPPED,
            VmStatus.CRASHED,
            VmStatus.HIBERNATED,
            VmStatus.MISSING,
            VmStatus.FAILED,
            VmStatus.BINNED,
            VmStatus.LOST,
            VmStatus.DELETING);

    /** They will not run again, unless they are restored. */
    private static final Set<VmStatus> GONE =
            Set.of(VmStatus.FAILED, VmStatus.LOST, VmStatus.BINNED, VmStatus.DELETING);

    private VmFacts() {}

    static List<Fact> of(VmView vm, VmReader reader, VmChoices choices) {
        boolean gone = GONE.contains(vm.status());
        List<ImageView> made = reader.madeInto(vm.id());
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Address", List.of(vm.addresses(), OFF.contains(vm.status())), () -> addresses(vm)));
        if (!vm.addresses().isEmpty() && !vm.defaultUser().isBlank()) {
            facts.add(copyable(
                    "Sign in", "ssh " + vm.defaultUser() + "@" + vm.addresses().getFirst(), "command"));
        }
        if (!gone) {
            facts.add(Fact.of("Password", choices.password()));
            facts.add(Fact.of("Serial line", choices.serial()));
        }
        reader.guest(vm.id()).ifPresent(guest -> facts.addAll(GuestFacts.of(guest)));
        reader.why(vm.id()).ifPresent(w -> facts.add(new Fact("Placement", w, () -> placement(vm, w))));
        if (!made.isEmpty()) {
            facts.add(new Fact("Made into", made, () -> madeInto(made)));
        }
        facts.add(Fact.of("Size", vm.sizeName() + " · " + Sizing.of(vm.resources())));
        facts.add(new Fact("Image", List.of(vm.imageName(), vm.imageVersion(), vm.newerImage()), () -> image(vm)));
        facts.add(Fact.of("Network", vm.networkName()));
        facts.add(new Fact("Reserved address", vm.reservedAddresses(), () -> reserved(vm)));
        facts.add(copyable("MAC address", vm.mac(), "MAC address"));
        if (!gone) {
            vm.lease().ifPresent(lease -> facts.add(Fact.of("Lease", choices.lease())));
            facts.add(Fact.of("Power schedule", choices.schedule()));
            facts.add(Fact.of("After a failure", choices.restart()));
        }
        if (!gone || vm.deleteProtected()) {
            facts.add(Fact.of("Delete protection", choices.protection()));
        }
        facts.add(Fact.of("Tags", choices.tags()));
        facts.add(Fact.of("Belongs to", vm.place()));
        facts.add(Fact.of("Owner", vm.ownerName()));
        facts.add(new Fact("Made", vm.createdAt(), () -> new TimeAgo(vm.createdAt())));
        facts.add(copyable("Id", vm.id().toString(), "id"));
        facts.add(Fact.of("On its host", choices.definition()));
        return facts;
    }

    private static Fact copyable(String name, String text, String what) {
        return new Fact(name, text, () -> new Copyable(text, what));
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
