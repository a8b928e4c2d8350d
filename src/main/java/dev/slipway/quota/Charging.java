package dev.slipway.quota;

import dev.slipway.kernel.QuotaExceeded;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    private final PayerNames names;

    Charging(Ledger ledger, NodeRows rows, Nodes nodes, PayerNames names) {
        this.ledger = ledger;
        this.rows = rows;
        this.nodes = nodes;
        this.names = names;
    }

    /** @param asFact whatever the limits say */
    void charge(QuotaPath path, Map<ChargeKey, Amounts> charges, boolean asFact) {
        Amounts amounts = charges.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ONE_ORDER))
                .filter(charge -> isNew(charge.getKey(), path, charge.getValue()))
                .map(Map.Entry::getValue)
                .reduce(Amounts.NONE, Amounts::plus);
        if (amounts.equals(Amounts.NONE)) {
            return;
        }
        List<NodeKey> left = asFact ? rows.charge(path(path), amounts) : rows.spend(path(path), amounts);
        if (!left.isEmpty()) {
            complete(left, path, amounts, asFact);
        }
    }

    private boolean isNew(ChargeKey key, QuotaPath path, Amounts amounts) {
        if (ledger.add(key, path, amounts)) {
            return true;
        }
        requireSamePayer(key, path);
        return false;
    }

    /**
     * Refuses, or makes the nodes that are not there yet. If a node below one of those left is charged and locked
     * already, what is left is only looked at: to lock it now would be against the order.
     */
    private void complete(List<NodeKey> left, QuotaPath path, Amounts amounts, boolean asFact) {
        List<NodeKey> all = path(path);
        if (left.equals(all.subList(all.size() - left.size(), all.size()))) {
            left.forEach(node -> spend(node, path, amounts, asFact));
            return;
        }
        rows.read(left).forEach((node, standing) -> refuse(node, path, amounts, standing));
        throw new CannotAcquireLockException("quota of " + left + " changed while it was charged");
    }

    /** On one node, which is made if need be. The caller holds its parents, and nothing below it. */
    void spend(NodeKey node, QuotaPath path, Amounts amounts, boolean asFact) {
        for (int i = 0; i < TRIES; i++) {
            List<NodeKey> one = List.of(node);
            if ((asFact ? rows.charge(one, amounts) : rows.spend(one, amounts)).isEmpty()) {
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
    private void refuse(NodeKey node, QuotaPath path, Amounts amounts, Standing standing) {
        Optional<QuotaExceeded> refusal = new Payer(node.level(), path, names)
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
        giveBackOn(path, sum);
    }

    void giveBackOn(List<NodeKey> nodes, Amounts amounts) {
        List<NodeKey> absent = rows.giveBack(nodes, amounts);
        if (!absent.isEmpty()) {
            throw new IllegalStateException("charges without a quota node for " + absent);
        }
    }

    static List<NodeKey> path(QuotaPath path) {
        return NodeKey.path(
                path.tenant().value(), path.project().value(), path.member().value());
    }
}
