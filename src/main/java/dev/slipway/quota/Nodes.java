package dev.slipway.quota;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/**
 * Makes nodes when they are first needed, in the caller's transaction. A node is made only while its parent's row is
 * held (for a tenant, the root's), so two never make the same one, and nobody waits for a row that may yet be undone:
 * that is where databases find deadlocks.
 */
@Component
class Nodes {
    private final NodeRows rows;
    private final GrantRows grants;
    private final Beginnings beginnings;

    Nodes(NodeRows rows, GrantRows grants, Beginnings beginnings) {
        this.rows = rows;
        this.grants = grants;
        this.beginnings = beginnings;
    }

    /** As this node stands once it is made, before anything was charged. */
    Standing unborn(NodeKey node) {
        return new Standing(Amounts.NONE, beginnings.of(node));
    }

    /** The caller holds the parent's row already, if there is one. */
    void make(NodeKey node) {
        if (node.level() == Level.TENANT) {
            rows.lockRoot();
        }
        if (rows.lock(node).isEmpty()) {
            rows.create(node, beginnings.of(node));
        }
    }

    /**
     * Sets limits to these and what is granted for a time on top, making the node and its parents if need be. The caller
     * holds no node below it yet.
     */
    void limit(NodeKey node, Map<Dimension, OptionalLong> limits) {
        require(node);
        Map<Dimension, Long> granted = grants.sums(node);
        Map<Dimension, OptionalLong> whole = new EnumMap<>(Dimension.class);
        limits.forEach((d, limit) -> whole.put(d, LimitRules.plus(d, limit, granted.getOrDefault(d, 0L))));
        rows.limit(node, whole);
    }

    /** Locks it, making it and its parents if need be. The caller holds no node below it yet. */
    Standing require(NodeKey node) {
        return rows.lock(node).orElseGet(() -> {
            node.withParents().forEach(n -> {
                if (rows.lock(n).isEmpty()) {
                    make(n);
                }
            });
            return rows.lock(node).orElseThrow();
        });
    }
}
