package dev.slipway.ui.vm;

import dev.slipway.identity.Actors;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.vm.VmView;
import dev.slipway.vm.bulk.BulkActions;
import dev.slipway.vm.bulk.BulkResult;
import dev.slipway.vm.bulk.BulkVerb;
import dev.slipway.vm.bulk.BulkWish;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the dialogs ask and do that have one verb for many VMs. */
@Component
class Bulk {
    private final BulkActions actions;
    private final VmReader reader;
    private final Tagging tagging;
    private final Actors actors;
    private final LiveScreens live;

    Bulk(BulkActions actions, VmReader reader, Tagging tagging, Actors actors, LiveScreens live) {
        this.actions = actions;
        this.reader = reader;
        this.tagging = tagging;
        this.actors = actors;
        this.live = live;
    }

    /** @param done once it was done, whatever became of each */
    void open(BulkVerb verb, List<VmId> vms, ProjectId project, Runnable done) {
        if (verb.isAboutATag()) {
            new BulkTagDialog(
                            verb,
                            vms.size(),
                            query -> tagging.used(
                                    project, query.getFilter().orElse("").strip(), query.getOffset(), query.getLimit()),
                            tag -> preview(new BulkWish(verb, vms, Optional.of(tag)), done))
                    .open();
        } else {
            preview(new BulkWish(verb, vms, Optional.empty()), done);
        }
    }

    private void preview(BulkWish wish, Runnable done) {
        new BulkDialog(wish, actions.preview(wish, actors.current()), this, done).open();
    }

    List<BulkResult> run(BulkWish wish) {
        return actions.run(wish, actors.current());
    }

    List<VmView> now(List<UUID> vms) {
        return reader.find(vms);
    }

    LiveScreens live() {
        return live;
    }
}
