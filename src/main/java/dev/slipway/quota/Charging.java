package dev.slipway.quota;

import dev.slipway.kernel.QuotaExceeded;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;

/**
 * Charges and releases, in the caller's transaction: first the ledger's row, which settles who is first for a key, then
 * the nodes, always tenant, project, member. Everybody locks in this order, so nobody waits in a circle.
 */
@Component
class Charging {
    private static final int TRIES = 3;
    static final Comparator<ChargeKey> ONE_ORDER =
            Comparator.comparing(ChargeKey::kind).thenComparing(ChargeKey::subject);

    private final Ledger ledger;
    private final NodeRows rows;
    private final Nodes nodes;

    Charging(Ledger ledger, NodeRows rows, Nodes nodes) {
        this.ledger = ledger;
        this.rows = rows;
        this.nodes = nodes;
    }

    /** @param asFact whatever the limits say */
    void charge(ChargeKey key, QuotaPath path, Amounts amounts, boolean asFact) {
        if (!ledger.add(key, path, amounts)) {
            requireSamePayer(key, path);
            return;
        }
        if (amounts.equals(Amounts.NONE)) {
            return;
        }
        for (NodeKey node : path(path)) {
            spend(node, path, amounts, asFact);
        }
    }

    /** On one node, which is made if need be. The caller holds its parents. */
    void spend(NodeKey node, QuotaPath path, Amounts amounts, boolean asFact) {
        for (int i = 0; i < TRIES; i++) {
            if (asFact ? rows.charge(node, amounts) : rows.spend(node, amounts)) {
                return;
            }
            Optional<Standing> standing = rows.lock(node);
            if (standing.isEmpty()) {
                nodes.make(node);
            } else {
                refuse(node, path, amounts, standing.get());
            }
        }
        throw new CannotAcquireLockException("quota of " + node + " changed while it was charged");
    }

    /** Returns if there is nothing to refuse any more, since somebody gave back meanwhile. */
    private static void refuse(NodeKey node, QuotaPath path, Amounts amounts, Standing standing) {
        Optional<QuotaExceeded> refusal = new Payer(node.level(), path)
                .refusals(standing, amounts).stream().findFirst();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private void requireSamePayer(ChargeKey key, QuotaPath path) {
        if (ledger.find(key).filter(c -> c.isPaidBy(path)).isEmpty()) {
            throw new IllegalStateException(key + " is charged to somebody else already, not to " + path);
        }
    }

    /** All ledger rows before any node, so that several keys at once keep the order too. */
    void release(ChargeKey... keys) {
        List<Ledger.Charge> released = Arrays.stream(keys)
                .sorted(ONE_ORDER)
                .distinct()
                .map(ledger::remove)
                .flatMap(Optional::stream)
                .toList();
        released.stream()
                .map(c -> NodeKey.path(c.tenant(), c.project(), c.member()))
                .distinct()
                .sorted(Comparator.comparing(
                                (List<NodeKey> path) -> path.getLast().tenant())
                        .thenComparing(path -> path.getLast().project())
                        .thenComparing(path -> path.getLast().member()))
                .forEach(path -> giveBack(path, released));
    }

    private void giveBack(List<NodeKey> path, List<Ledger.Charge> released) {
        Amounts sum = released.stream()
                .filter(c -> NodeKey.path(c.tenant(), c.project(), c.member()).equals(path))
                .map(Ledger.Charge::amounts)
                .reduce(Amounts.NONE, Amounts::plus);
        if (sum.equals(Amounts.NONE)) {
            return;
        }
        for (NodeKey node : path) {
            giveBack(node, sum);
        }
    }

    void giveBack(NodeKey node, Amounts amounts) {
        if (!rows.giveBack(node, amounts)) {
            throw new IllegalStateException("charges without a quota node for " + node);
        }
    }

    static List<NodeKey> path(QuotaPath path) {
        return NodeKey.path(
                path.tenant().value(), path.project().value(), path.member().value());
    }
}
