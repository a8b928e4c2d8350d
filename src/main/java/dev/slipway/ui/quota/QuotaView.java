package dev.slipway.ui.quota;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.kernel.ProjectId;
import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.EffectiveRoom;
import dev.slipway.quota.LevelView;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.CurrentProject;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What may still be used in the project, and what limits it. */
@Route("quota")
@Menu(title = "Quota", order = 25, icon = "vaadin:pie-chart")
@PageTitle("Quota · Slipway")
@PermitAll
public class QuotaView extends Page {
    private static final Set<Topic> TOPICS = EnumSet.of(Topic.VM, Topic.QUOTA, Topic.PROJECT);

    private final QuotaReader reader;
    private final Quotas quotas;
    private final Div rooms = new Div();
    private final Rises rises = new Rises();
    private Optional<MembersTable> members = Optional.empty();

    QuotaView(
            QuotaReader reader,
            MemberReader memberReader,
            Quotas quotas,
            CurrentProject current,
            LiveScreens live,
            Clock clock) {
        this.reader = reader;
        this.quotas = quotas;
        Optional<ProjectView> project = current.get();
        if (project.isEmpty()) {
            add(new EmptyState(
                    VaadinIcon.GROUP,
                    "You are in no project yet",
                    "Limits are those of a project and its people. Ask the manager of your project, or an"
                            + " administrator, to add you; then load this page again."));
            return;
        }
        ProjectView shown = project.get();
        rooms.addClassName("sw-rooms");
        rooms.getElement().setAttribute("aria-live", "polite");
        ActionButton limits = new ActionButton("Set project limits", () -> edit(shown));
        add(
                new PageHeader("Quota", "Project " + shown.name() + " of " + shown.tenantName(), limits),
                rooms,
                rises,
                new HistoryPanel(
                        reader.levels(shown),
                        (level, from, until) -> reader.history(shown, level, from, until),
                        clock));
        if (memberReader.mayLook(shown)) {
            MembersTable table = new MembersTable(
                    (search, page) -> memberReader.read(shown, search, page),
                    (member, wanted) -> memberReader.set(shown, member, wanted));
            members = Optional.of(table);
            addComponentAtIndex(indexOf(rises) + 1, table);
        }
        LevelView level = show(shown);
        limits.refuse(level.refusal());
        Set<ProjectId> siblings = current.all().stream()
                .filter(p -> p.tenant().equals(shown.tenant()))
                .map(ProjectView::id)
                .collect(Collectors.toSet());
        live.follow(this, c -> concerns(c, shown, siblings), changes -> {
            show(shown);
            members.ifPresent(MembersTable::refresh);
        });
    }

    /** What is used in another project counts for the tenant; what is charged announces the VM that it is for. */
    private static boolean concerns(Change change, ProjectView shown, Set<ProjectId> siblings) {
        return TOPICS.contains(change.topic())
                && (change.project() == null
                        ? change.id().equals(shown.tenant().value())
                        : siblings.contains(change.project()));
    }

    private LevelView show(ProjectView project) {
        QuotaReader.Standing standing = reader.read(project);
        rooms.removeAll();
        EffectiveRoom.of(standing.lines())
                .forEach(room -> rooms.add(new RoomCard(room, of(room.dimension(), standing.lines()))));
        rises.show(standing.grants());
        return standing.project();
    }

    private static List<QuotaLine> of(Dimension dimension, List<QuotaLine> lines) {
        return lines.stream().filter(l -> l.dimension() == dimension).toList();
    }

    private void edit(ProjectView project) {
        new LimitsDialog(reader.read(project).project(), limits -> {
                    quotas.limitProject(project.tenant(), project.id(), limits, reader.actor());
                    show(project);
                })
                .open();
    }
}
