package dev.slipway.ui.quota;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.tenant.ProjectView;
import dev.slipway.vm.fleet.AddressCount;
import java.util.List;

/** Addresses that VMs have out of networks' pools. There is no limit, so there are no bars. */
class AddressCard extends Div {
    AddressCard(ProjectView project, List<AddressCount> counts) {
        addClassName("sw-room");
        long all = counts.stream().mapToLong(AddressCount::project).sum();
        Paragraph sentence = new Paragraph(
                all == 1 ? "1 address is in use. They are not limited." : all + " are in use. They are not limited.");
        sentence.addClassName("sentence");
        add(new H3("Addresses"), sentence);
        counts.forEach(count -> add(line(project, count)));
    }

    private static Div line(ProjectView project, AddressCount count) {
        Span network = new Span(count.name());
        network.addClassName("whose");
        Span figures = new Span(
                project.alone()
                        ? "" + count.project()
                        : count.project() + " here, " + count.tenant() + " in the tenant");
        figures.addClassName("figures");
        Div line = new Div(network, figures);
        line.addClassName("level");
        return line;
    }
}
