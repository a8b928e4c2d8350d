package dev.slipway.ui.host;

import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.HostId;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.vm.adopt.UnknownDomain;
import java.util.Optional;

/** What can be done with a domain that is no VM; what is not possible says why. */
class UnknownDomainActions extends RowMenu {
    UnknownDomainActions(HostId host, UnknownDomain domain, AdoptParts parts, Runnable done) {
        super(domain.name());
        var actors = parts.actors();
        Optional<String> whyNot = actors.current().whyNot(Permission.HOST_EDIT, Scope.PLATFORM);
        Optional<String> obstacle =
                domain.obstacles().isEmpty() ? Optional.empty() : Optional.of(String.join(" ", domain.obstacles()));
        item("Adopt…", whyNot.or(() -> obstacle), () -> new AdoptDialog(host, domain, parts, done).open());
        item(domain.ignored() ? "Ask about it again" : "Ignore", whyNot, () -> {
            if (domain.ignored()) {
                parts.domains().heed(host, domain.id(), actors.current());
            } else {
                parts.domains().ignore(host, domain.id(), actors.current());
            }
            done.run();
        });
    }
}
