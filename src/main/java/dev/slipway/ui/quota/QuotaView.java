package dev.slipway.ui.quota;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
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
import dev.slipway.ui.live.QuotaChanges;
import dev.slipway.ui.session.CurrentProject;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What may still be used in the project, and what limits it. */
@Route("quota")
@PageTitle("Quota · Slipway")
@PermitAll
public class QuotaView extends Page {
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
                    "Nobody has added you yet",
                    "Ask the manager of your team, or an administrator, to add you; then load this page again."));
            return;
        }
        ProjectView shown = project.get();
        rooms.addClassName("sw-rooms");
        rooms.getElement().setAttribute("aria-live", "polite");
        ActionButton limits =
                new ActionButton(shown.alone() ? "Set team limits" : "Set project limits", () -> edit(shown));
        add(
                new PageHeader("Quota", shown.heading(), limits),
                rooms,
                rises,
                new HistoryPanel(
                        reader.levels(shown),
                        shown.alone() ? "Team" : "Project",
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
        live.follow(this, c -> concerns(c, shown), changes -> {
            show(shown);
            members.ifPresent(MembersTable::refresh);
        });
    }

    /** Also who belongs to it. */
    private static boolean concerns(Change change, ProjectView shown) {
        return QuotaChanges.concern(change, shown)
                || change.topic() == Topic.PROJECT && shown.id().equals(change.project());
    }

    private LevelView show(ProjectView project) {
        QuotaReader.Standing standing = reader.read(project);
        rooms.removeAll();
        EffectiveRoom.of(standing.lines())
                .forEach(room -> rooms.add(new RoomCard(room, of(room.dimension(), standing.lines()))));
        if (!standing.addresses().isEmpty()) {
            rooms.add(new AddressCard(project, standing.addresses()));
        }
        rises.show(standing.grants());
        return standing.project();
    }

    private static List<QuotaLine> of(Dimension dimension, List<QuotaLine> lines) {
        return lines.stream().filter(l -> l.dimension() == dimension).toList();
    }

    private void edit(ProjectView project) {
        new LimitsDialog(project.inTenant(), reader.read(project).project(), limits -> {
                    quotas.limitProject(project.tenant(), project.id(), limits, reader.actor());
                    show(project);
                })
                .open();
    }
}
