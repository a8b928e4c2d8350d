package dev.slipway.hypervisor;

import dev.slipway.kernel.InvalidRequest;
import java.util.Set;

/**
 * A storage pool to be made on a host. What is in here was checked: names and plain paths, nothing that a shell, a mount
 * or libvirt would read in another way.
 */
public sealed interface PoolSpec {
    String name();

    /** Where the host finds its volumes. */
    String path();

    /** A directory, made if it is not there. */
    record Directory(String name, String path) implements PoolSpec {
        public Directory {
            checkName(name);
            checkPath("path", path);
        }
    }

    /** A directory that a server exports. @param path where the host mounts it */
    record Nfs(String name, String server, String export, String path) implements PoolSpec {
        public Nfs {
            checkName(name);
            if (!server.matches("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45}")) {
                throw new InvalidRequest(
                        "pool-server", "server", "A server is a host name or an address, such as nas1.");
            }
            checkPlain("export", export);
            checkPath("path", path);
        }
    }

    /** A volume group that is there already; nothing is formatted. */
    record Lvm(String name, String group) implements PoolSpec {
        public Lvm {
            checkName(name);
            if (!group.matches("[A-Za-z0-9_][A-Za-z0-9_.+-]{0,126}")) {
                throw new InvalidRequest(
                        "pool-group", "group", "A volume group has letters, digits and . _ + -, such as vg0.");
            }
        }

        @Override
        public String path() {
            return "/dev/" + group;
        }
    }

    private static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw new InvalidRequest(
                    "pool-name", "name", "A pool's name has 1 to 63 letters, digits and . _ -, such as fast-1.");
        }
    }

    private static void checkPlain(String field, String path) {
        if (path.length() > 500 || !path.matches("(?:/\\.?[A-Za-z0-9_-][A-Za-z0-9._@+-]*)+")) {
            throw new InvalidRequest(
                    "pool-path",
                    field,
                    "A path is whole and plain, such as /srv/slipway: letters, digits and . _ - @ +.");
        }
    }

    /** Directories of the system's own, where a file of a guest could do harm. */
    Set<String> SYSTEM = Set.of(
            "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "proc", "root", "run", "sbin", "sys", "tmp", "usr");

    private static void checkPath(String field, String path) {
        checkPlain(field, path);
        if (SYSTEM.contains(path.split("/")[1])) {
            throw new InvalidRequest(
                    "pool-path",
                    field,
                    "/" + path.split("/")[1]
                            + " belongs to the host's system. Choose a directory below /srv, /var/lib or" + " /mnt.");
        }
    }
}
