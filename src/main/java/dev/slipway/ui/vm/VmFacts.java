package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.ui.component.Copyable;
import dev.slipway.ui.component.Facts;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import java.util.Set;

/** What a VM is made of and how it is reached. */
final class VmFacts {
    private static final Set<VmStatus> OFF =
            Set.of(VmStatus.STOPPED, VmStatus.CRASHED, VmStatus.MISSING, VmStatus.FAILED, VmStatus.DELETING);

    private VmFacts() {}

    static Facts of(VmView vm) {
        Facts facts = new Facts().with("Address", addresses(vm));
        vm.addresses().stream().findFirst().ifPresent(address -> {
            if (!vm.defaultUser().isBlank()) {
                facts.with("Sign in", new Copyable("ssh " + vm.defaultUser() + "@" + address, "command"));
            }
        });
        return facts.with("Size", vm.sizeName() + " · " + Sizing.of(vm.resources()))
                .with("Image", vm.imageName() + " " + vm.imageVersion())
                .with("Network", vm.networkName())
                .with("MAC address", new Copyable(vm.mac(), "MAC address"))
                .with("Project", vm.projectName())
                .with("Owner", vm.ownerName())
                .with("Made", new TimeAgo(vm.createdAt()))
                .with("Id", new Copyable(vm.id().toString(), "id"));
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
