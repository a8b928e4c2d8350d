package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.PoolFacts;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.StoragePool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The storage pools of one host. */
final class Pools {
    private static final Logger log = LoggerFactory.getLogger(Pools.class);
    private static final long MIB = 1024 * 1024;

    private final Connections connections;

    Pools(Connections connections) {
        this.connections = connections;
    }

    void ensure(String name, String path) {
        if (!path.startsWith("/")) {
            throw new HypervisorProblem(
                    Kind.REFUSED, "A storage pool's path starts with a slash.", name + ": " + path, null);
        }
        connections.change("prepare a storage pool", connect -> {
            if (Lookup.poolIfAny(connect, name, pool -> ready(pool, path)).isEmpty()) {
                create(connect, name, path);
            }
            return true;
        });
    }

    private static void create(Connect connect, String name, String path) throws LibvirtException {
        try {
            connect.storagePoolDefineXML(StorageXml.directoryPool(name, path), 0)
                    .free();
        } catch (LibvirtException e) {
            // Another node of the portal may have been faster.
            if (Lookup.poolIfAny(connect, name, pool -> true).isEmpty()) {
                throw e;
            }
        }
        Lookup.pool(connect, name, pool -> {
            if (pool.isActive() == 0) {
                pool.build(0);
            }
            return ready(pool, path);
        });
    }

    private static boolean ready(StoragePool pool, String path) throws LibvirtException {
        var xml = XmlFacts.of(pool.getXMLDesc(0));
        if (!xml.require("/pool/@type").equals("dir")
                || !xml.require("/pool/target/path").equals(path)) {
            throw new HypervisorProblem(
                    Kind.REFUSED,
                    "The host has another storage pool of this name. Choose another name, or its path.",
                    pool.getName() + " is " + xml.require("/pool/target/path") + ", wanted " + path,
                    null);
        }
        if (pool.isActive() == 0) {
            pool.create(0);
        }
        if (pool.isPersistent() == 1 && !pool.getAutostart()) {
            pool.setAutostart(1);
        }
        return true;
    }

    /** With its directory, which must be empty; absent is done. */
    void remove(String name) {
        connections.change(
                "remove a storage pool",
                connect -> Lookup.poolIfAny(connect, name, pool -> {
                    if (pool.isActive() == 1) {
                        pool.destroy();
                    }
                    pool.delete(0);
                    pool.undefine();
                    return true;
                }));
    }

    PoolFacts facts(String name) {
        return connections.change(
                "look at a storage pool",
                connect -> Lookup.pool(connect, name, pool -> {
                    refresh(pool);
                    var info = pool.getInfo();
                    var path = XmlFacts.of(pool.getXMLDesc(0))
                            .text("/pool/target/path")
                            .orElse("");
                    return new PoolFacts(name, path, info.capacity / MIB, info.available / MIB);
                }));
    }

    /** Free room is what it was at the last refresh. While volumes are being made there can be none. */
    static void refresh(StoragePool pool) throws LibvirtException {
        try {
            pool.refresh(0);
        } catch (LibvirtException e) {
            log.debug("{} is not refreshed now: {}", pool.getName(), e.getMessage());
        }
    }
}
