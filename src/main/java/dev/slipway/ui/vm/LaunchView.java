package dev.slipway.ui.vm;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.HasFields;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.live.QuotaChanges;
import dev.slipway.ui.request.AskDialogs;
import dev.slipway.ui.session.CurrentProject;
import dev.slipway.vm.VirtualMachines;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.Optional;

/** Launches a VM: the choices at the left, what they cost at the right, before anything is asked for. */
@Route("launch")
@PageTitle("New VM · Slipway")
@PermitAll
public class LaunchView extends Page implements BeforeEnterObserver, HasFields {
    private final VirtualMachines machines;
    private final AskDialogs asking;
    private final Actors actors;
    private final LaunchChoices choices;
    private Optional<LaunchForm> form = Optional.empty();

    LaunchView(
            VirtualMachines machines,
            LaunchChoices choices,
            AskDialogs asking,
            CurrentProject current,
            Actors actors,
            Lasting lasting,
            LiveScreens live) {
        this.machines = machines;
        this.asking = asking;
        this.actors = actors;
        this.choices = choices;
        current.get().ifPresentOrElse(project -> build(project, lasting.ofNew(project), live), this::noProject);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.getLocation()
                .getQueryParameters()
                .getSingleParameter("image")
                .ifPresent(image -> form.ifPresent(f -> f.choose(ImageVersionId.parse(image))));
    }

    @Override
    public Optional<HasValidation> field(String name) {
        return form.flatMap(f -> f.field(name));
    }

    private void build(ProjectView project, Optional<String> lease, LiveScreens live) {
        LaunchSummary summary =
                new LaunchSummary(this::launch, () -> plan(project), () -> ask(project), this::showApiCall);
        summary.showLease(lease);
        Runnable quote = () -> form.ifPresent(f -> quote(project, f, summary));
        LaunchForm fields = new LaunchForm(project, choices, quote);
        form = Optional.of(fields);
        Div columns = new Div(fields, summary);
        columns.addClassName("sw-launch");
        add(new PageHeader("New VM", "In " + project.words()), columns);
        quote.run();
        live.follow(this, c -> QuotaChanges.concern(c, project), changes -> quote(project, fields, summary));
    }

    private void quote(ProjectView project, LaunchForm fields, LaunchSummary summary) {
        boolean mayAsk = actors.current().can(Permission.QUOTA_REQUEST, project.scope());
        fields.refuseSizes(
                fields.image()
                        .map(image -> choices.unfit(project, image, fields.policy()))
                        .orElse(Map.of()),
                choices.beyondQuota(project, fields.count()),
                mayAsk);
        summary.show(
                (fields.count() > 1 ? fields.count() + " × " : "")
                        + fields.size().words(),
                quoted(project, fields),
                fields.missing(),
                fields.count(),
                mayAsk);
        summary.showReady(fields.ready());
    }

    private void plan(ProjectView project) {
        form.ifPresent(f -> asking.andLaunch(project.id(), cost(project, f), f::request));
    }

    private void ask(ProjectView project) {
        form.ifPresent(f -> asking.forMore(project.id(), Optional.empty(), cost(project, f)));
    }

    private Amounts cost(ProjectView project, LaunchForm fields) {
        return quoted(project, fields).map(QuotaPreview::cost).orElse(Amounts.NONE);
    }

    /** What cannot be launched at all costs nothing. */
    private Optional<QuotaPreview> quoted(ProjectView project, LaunchForm fields) {
        return fields.size().trouble().isPresent()
                ? Optional.empty()
                : fields.size()
                        .wish()
                        .map(wish -> machines.quote(project.id(), wish, fields.count(), actors.current()));
    }

    private void showApiCall() {
        form.ifPresent(f -> new ApiCallDialog(f.set()).open());
    }

    private void launch() {
        form.ifPresent(f -> {
            var launched = machines.launchAll(f.set(), actors.current());
            QueryParameters then = f.installs() ? VmPage.thenConsole() : QueryParameters.empty();
            getUI().ifPresent(ui -> {
                if (launched.size() == 1) {
                    ui.navigate(VmPage.class, VmPage.of(launched.getFirst().vm()), then);
                } else {
                    ui.navigate(VmListView.class);
                }
            });
        });
    }

    private void noProject() {
        add(new EmptyState(
                VaadinIcon.GROUP,
                "Nobody has added you yet",
                "Ask the manager of your team, or an administrator, to add you.",
                new Anchor("", "Back to my VMs")));
    }
}
