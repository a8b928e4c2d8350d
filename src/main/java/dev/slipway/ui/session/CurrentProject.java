package dev.slipway.ui.session;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import dev.slipway.identity.Actors;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The project a tab works in: the one chosen last, as long as it is still the person's, else their first. */
@Component
@UIScope
public class CurrentProject {
    private static final String COOKIE = "slipway-project";

    private final Tenants tenants;
    private final Actors actors;
    private Optional<String> chosen = Cookies.read(COOKIE);

    CurrentProject(Tenants tenants, Actors actors) {
        this.tenants = tenants;
        this.actors = actors;
    }

    public List<ProjectView> all() {
        return tenants.projects(actors.current());
    }

    /** Empty if the person is in no project. */
    public Optional<ProjectView> get() {
        List<ProjectView> all = all();
        return all.stream()
                .filter(p -> chosen.filter(p.id().toString()::equals).isPresent())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    public void choose(ProjectView project, UI ui) {
        chosen = Optional.of(project.id().toString());
        Cookies.remember(ui, COOKIE, project.id().toString());
    }
}
