package dev.slipway.ui.host;

import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.host.HostView;
import dev.slipway.ui.component.Copyable;
import dev.slipway.ui.component.Facts;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.fleet.HostLoad;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** What a host is. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(20)
class HostFactsPanel extends HostPanel {
    HostFactsPanel() {
        super("Facts");
    }

    @Override
    void show(HostLoad load) {
        HostView host = load.host();
        clear();
        Facts facts = new Facts().with("Address", new Copyable(host.uri(), "address"));
        host.hostKey().ifPresent(key -> facts.with("Key", new Copyable(key, "key")));
        facts.with("Hypervisor", known(host.hypervisorVersion()))
                .with("Processors", host.cpus() == 0 ? "not known yet" : host.cpus() + " · " + host.architecture())
                .with("Memory", host.memoryMib() == 0 ? "not known yet" : Sizing.mib(host.memoryMib()))
                .with("Disk", HostWords.disk(host))
                .with("Runs guests", HostWords.acceleration(host))
                .with("Id", new Copyable(host.id().toString(), "id"));
        add(facts);
    }

    private static String known(String words) {
        return words.isBlank() ? "not known yet" : words;
    }
}
