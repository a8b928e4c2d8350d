package dev.slipway.quota;

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
    private final QuotaSettings settings;

    Nodes(NodeRows rows, QuotaSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    /** As a new node of this level stands, before anything was charged. */
    Standing unborn(Level level) {
        return new Standing(Amounts.NONE, settings.template(level));
    }

    /** The caller holds the parent's row already, if there is one. */
    void make(NodeKey node) {
        if (node.level() == Level.TENANT) {
            rows.lockRoot();
        }
        if (rows.lock(node).isEmpty()) {
            rows.create(node, settings.template(node.level()));
        }
    }

    /** Sets limits, making the node and its parents if need be. The caller holds no node yet. */
    void limit(NodeKey node, Map<Dimension, OptionalLong> limits) {
        if (rows.lock(node).isEmpty()) {
            node.withParents().forEach(n -> {
                if (rows.lock(n).isEmpty()) {
                    make(n);
                }
            });
        }
        rows.limit(node, limits);
    }
}
