package dev.slipway.ui.host;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.vm.fleet.HostLoad;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** How full a host is, by what is promised to its VMs. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(10)
class HostLoadPanel extends HostPanel {
    HostLoadPanel() {
        super("Promised to VMs");
        addClassName("wide");
    }

    @Override
    void show(HostLoad load) {
        clear();
        PromisedBars bars = new PromisedBars(List.of(load));
        Paragraph sentence = new Paragraph(FleetWords.vms(load)
                + ". A stopped VM keeps its share, so that it can always be started again where its disk is.");
        sentence.addClassName("sw-quiet");
        add(bars, sentence);
    }

    @Override
    boolean concerns(Change change) {
        return change.topic() == Topic.VM;
    }
}
