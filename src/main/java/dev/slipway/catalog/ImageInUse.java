package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import java.util.List;
import java.util.Map;

/** What disks stand on is not deleted under them. Says how many VMs; which ones, to those who may see them. */
public class ImageInUse extends Conflict {
    private static final int NAMED = 5;

    private final int count;
    private final transient List<String> names;

    ImageInUse(ImageView image, List<ImageUser> users, Actor actor) {
        this(image, users.size(), seen(users, actor));
    }

    private ImageInUse(ImageView image, int count, List<String> names) {
        super("image-in-use", sentence(image, count, names));
        this.count = count;
        this.names = names;
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("count", count, "vms", names);
    }

    private static List<String> seen(List<ImageUser> users, Actor actor) {
        return users.stream()
                .filter(user -> actor.can(Permission.VM_READ, user.scope()))
                .map(user -> user.name() + " (" + user.place() + ")")
                .toList();
    }

    private static String sentence(ImageView image, int count, List<String> names) {
        var shown = names.subList(0, Math.min(NAMED, names.size()));
        var which = shown.isEmpty()
                ? ""
                : ": " + String.join(", ", shown)
                        + (count > shown.size() ? " and " + (count - shown.size()) + " more" : "");
        return switch (image.kind()) {
            case GOLDEN ->
                (count == 1 ? "The disk of a VM stands" : "The disks of " + count + " VMs stand") + " on image "
                        + image.name() + which
                        + ". Retire it, so that nothing new is launched from it, and delete it when they are gone.";
            case ISO ->
                image.name() + " is in " + (count == 1 ? "a drive of a VM" : "drives of " + count + " VMs") + which
                        + ". Delete it when it is taken out there.";
        };
    }
}
