package dev.slipway.ui.host;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.HostId;
import dev.slipway.ui.component.ActivityFeed;
import dev.slipway.vm.fleet.HostLoad;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

/** What was done with a host, and what was refused. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(25)
class HostActivityPanel extends HostPanel {
    private static final int LENGTH = 20;

    private final AuditTrail audit;
    private final Actors actors;
    private final ActivityFeed feed = new ActivityFeed();
    private final Button older = new Button("Show older");
    private int length = LENGTH;
    private Optional<HostId> host = Optional.empty();

    HostActivityPanel(AuditTrail audit, Actors actors) {
        super("Activity");
        this.audit = audit;
        this.actors = actors;
        older.addThemeVariants(ButtonVariant.TERTIARY);
        older.addClickListener(e -> {
            length += LENGTH;
            host.ifPresent(this::read);
        });
        add(feed, older);
    }

    @Override
    void show(HostLoad load) {
        host = Optional.of(load.host().id());
        read(load.host().id());
    }

    private void read(HostId of) {
        Optional<String> whyNot = actors.current().whyNot(Permission.AUDIT_READ, dev.slipway.identity.Scope.PLATFORM);
        if (whyNot.isPresent()) {
            clear();
            add(new Paragraph(whyNot.get()));
            return;
        }
        Page<AuditEntry> entries = audit.ofTarget(
                of.value(), dev.slipway.identity.Scope.PLATFORM, PageRequest.of(0, length), actors.current());
        feed.show(entries.getContent());
        older.setVisible(entries.hasNext());
    }
}
