package dev.slipway.ui.host;

import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.host.HostView;
import dev.slipway.identity.Actors;
import dev.slipway.metrics.Metrics;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.metrics.MetricPlots;
import dev.slipway.vm.fleet.HostLoad;
import java.time.Clock;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** What a host uses over time. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(40)
class HostMetricsPanel extends HostPanel {
    private final Metrics metrics;
    private final Actors actors;
    private final MetricPlots plots;

    HostMetricsPanel(Metrics metrics, Actors actors, LiveScreens live, Clock clock) {
        super("Use over time");
        this.metrics = metrics;
        this.actors = actors;
        plots = new MetricPlots(live, clock);
        addClassName("wide");
        add(plots);
    }

    @Override
    void show(HostLoad load) {
        HostView host = load.host();
        plots.show(
                (from, until) -> metrics.ofHost(host.id(), from, until, actors.current()),
                host.cpus(),
                host.memoryMib());
    }
}
