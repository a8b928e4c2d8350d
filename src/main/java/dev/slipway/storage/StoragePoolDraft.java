package dev.slipway.storage;

import dev.slipway.hypervisor.PoolSpec;
import dev.slipway.kernel.InvalidRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * A pool that is to be made, as a form gives it.
 *
 * @param path for a directory: which; for NFS: where to mount it
 * @param server of NFS
 * @param export of NFS: the directory on the server
 * @param group of LVM: a volume group that is there
 */
public record StoragePoolDraft(Kind kind, String name, String path, String server, String export, String group) {
    public enum Kind {
        DIRECTORY("Directory"),
        NFS("NFS"),
        LVM("LVM volume group");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public static StoragePoolDraft directory(String name, String path) {
        return new StoragePoolDraft(Kind.DIRECTORY, name, path, "", "", "");
    }

    /** @throws InvalidRequest naming the field that is wrong */
    PoolSpec spec() {
        return switch (kind) {
            case DIRECTORY -> new PoolSpec.Directory(name, path);
            case NFS -> new PoolSpec.Nfs(name, server, export, path);
            case LVM -> new PoolSpec.Lvm(name, group);
        };
    }

    /** For an operation to carry. */
    Map<String, String> arguments() {
        var all = new HashMap<>(Map.of("kind", kind.name(), "name", name, "path", path));
        all.put("server", server);
        all.put("export", export);
        all.put("group", group);
        return all;
    }

    static StoragePoolDraft of(Map<String, String> arguments) {
        return new StoragePoolDraft(
                Kind.valueOf(arguments.getOrDefault("kind", "")),
                arguments.getOrDefault("name", ""),
                arguments.getOrDefault("path", ""),
                arguments.getOrDefault("server", ""),
                arguments.getOrDefault("export", ""),
                arguments.getOrDefault("group", ""));
    }
}
