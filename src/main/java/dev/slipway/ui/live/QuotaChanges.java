package dev.slipway.ui.live;

import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.tenant.ProjectView;

/** Which changes move what may still be used in a project: those of it, and those of its tenant as a whole. */
public final class QuotaChanges {
    private QuotaChanges() {}

    /** Cheap, for {@link LiveScreens}. */
    public static boolean concern(Change change, ProjectView project) {
        return change.topic() == Topic.QUOTA
                && (project.id().equals(change.project())
                        || project.tenant().value().equals(change.id()));
    }
}
