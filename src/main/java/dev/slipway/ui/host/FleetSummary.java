package dev.slipway.ui.host;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.vm.fleet.HostLoad;
import java.util.List;

/** All hosts at a glance: how many, how many in trouble, and how full those are that take VMs. */
class FleetSummary extends Div {
    FleetSummary() {
        addClassName("sw-fleet");
    }

    void show(List<HostLoad> loads) {
        removeAll();
        setVisible(!loads.isEmpty());
        List<HostLoad> taking = loads.stream().filter(FleetChoice.TAKING::holds).toList();
        Div facts = new Div();
        facts.addClassName("facts");
        fact(facts, loads.size(), loads.size() == 1 ? "host" : "hosts");
        fact(facts, taking.size(), taking.size() == 1 ? "takes VMs" : "take VMs");
        fact(facts, count(loads, FleetChoice.TROUBLE), "in trouble")
                .setClassName("bad", any(loads, FleetChoice.TROUBLE));
        fact(facts, count(loads, FleetChoice.FULL), "nearly full").setClassName("warn", any(loads, FleetChoice.FULL));
        fact(facts, count(loads, FleetChoice.EMPTY), "empty");
        fact(facts, loads.stream().mapToInt(HostLoad::running).sum(), "VMs running");
        add(facts, new PromisedBars(taking));
    }

    private static Span fact(Div facts, int number, String words) {
        Span figure = new Span(Integer.toString(number));
        figure.addClassName("figure");
        Span fact = new Span(figure, new Span(words));
        fact.addClassName("fact");
        facts.add(fact);
        return fact;
    }

    private static boolean any(List<HostLoad> loads, FleetChoice which) {
        return loads.stream().anyMatch(which::holds);
    }

    private static int count(List<HostLoad> loads, FleetChoice which) {
        return (int) loads.stream().filter(which::holds).count();
    }
}
