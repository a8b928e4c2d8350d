package dev.slipway.ui.vm;

import dev.slipway.identity.Actors;
import dev.slipway.kernel.ProjectId;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.VmView;
import dev.slipway.vm.tag.Tags;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What screens ask and do about the tags of VMs. */
@Component
class Tagging {
    private final Tags tags;
    private final Actors actors;

    Tagging(Tags tags, Actors actors) {
        this.tags = tags;
        this.actors = actors;
    }

    void open(VmView vm) {
        new TagsDialog(vm, this).open();
    }

    void set(VmView vm, VmTags to) {
        tags.set(vm.id(), to, actors.current());
    }

    /** Those in use on a project's VMs that begin so, from the first on. */
    Stream<String> used(ProjectId project, String beginning, int first, int most) {
        return tags.used(project, beginning, first + most, actors.current()).stream()
                .skip(first);
    }
}
