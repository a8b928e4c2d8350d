package dev.slipway.ui.tenant;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.tenant.Projects;
import dev.slipway.tenant.TenantProject;
import dev.slipway.tenant.TenantView;
import dev.slipway.tenant.Tenants;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.session.Messages;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/** A tenant's projects. While there is only one, the word does not come up: its people are the team. */
@SpringComponent
@org.springframework.context.annotation.Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class ProjectsPanel extends Div {
    private final Projects projects;
    private final Tenants tenants;
    private final Actors actors;

    ProjectsPanel(Projects projects, Tenants tenants, Actors actors) {
        this.projects = projects;
        this.tenants = tenants;
        this.actors = actors;
        addClassName("sw-panel");
    }

    void show(TenantView tenant) {
        removeAll();
        List<TenantProject> all = projects.of(tenant.id(), "", actors.current());
        boolean alone = all.size() == 1;
        add(new H2(alone ? "Team" : "Projects"));
        if (alone) {
            TenantProject team = all.getFirst();
            add(new Paragraph("Everybody in " + tenant.name() + " works together: "
                    + (team.members() == 1 ? "1 member" : team.members() + " members")
                    + ", one list of VMs, one set of limits. Parts that need their own can be set apart."));
        } else {
            all.forEach(p -> add(row(p, tenant)));
        }
        ActionButton make = new ActionButton(
                alone ? "Set a part apart" : "New project", VaadinIcon.PLUS.create(), () -> make(tenant, alone));
        make.refuse(whyNot(tenant));
        add(make);
    }

    private Component row(TenantProject project, TenantView tenant) {
        Span members = new Span((project.members() == 1 ? "1 member" : project.members() + " members")
                + (project.isDefault() ? " · came with the tenant" : ""));
        members.addClassName("sw-quiet");
        ActionButton rename = new ActionButton("Rename", () -> rename(project));
        rename.refuse(whyNot(tenant));
        ActionButton delete = new ActionButton("Delete", () -> confirmDelete(project));
        delete.refuse(whyNot(tenant)
                .or(() -> project.isDefault()
                        ? Optional.of("It came with the tenant, and goes only with it.")
                        : Optional.empty()));
        Div buttons = new Div(rename, delete);
        buttons.addClassName("buttons");
        Div row = new Div(new Div(new Div(new Span(project.name())), members), buttons);
        row.addClassName("sw-panel-row");
        return row;
    }

    private Optional<String> whyNot(TenantView tenant) {
        return actors.current().whyNot(Permission.PROJECT_EDIT, Scope.of(tenant.id()));
    }

    private void make(TenantView tenant, boolean first) {
        new NameDialog(
                        first ? "Name of the new part" : "New project",
                        first ? "Set apart" : "Make project",
                        "",
                        name -> tenants.createProject(tenant.id(), name, actors.current()))
                .open();
    }

    private void rename(TenantProject project) {
        new NameDialog(
                        "Rename " + project.name(),
                        "Rename",
                        project.name(),
                        name -> projects.rename(project.id(), name, actors.current()))
                .open();
    }

    private void confirmDelete(TenantProject project) {
        new ConsequenceDialog(
                        "Delete project " + project.name() + "?",
                        List.of(
                                "Only if nothing is left in it; otherwise you are told what.",
                                "All roles in it and its limits go too. Its history in the audit stays."),
                        "Delete",
                        () -> {
                            projects.delete(project.id(), actors.current());
                            Messages.done("Project " + project.name() + " is deleted.");
                        })
                .open();
    }
}
