package dev.slipway.quota;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Moves charges to somebody else and changes how much they are, in the caller's transaction. Locks as {@link Charging}
 * does: the ledger's rows, then the nodes, and of several tenants in one order of nodes. A level that pays before and
 * after is left alone, so a move within a tenant needs no room in the tenant.
 */
@Component
class Recharging {
    private final Charging charging;
    private final Ledger ledger;
    private final NodeRows rows;
    private final Usage usage;

    Recharging(Charging charging, Ledger ledger, NodeRows rows, Usage usage) {
        this.charging = charging;
        this.ledger = ledger;
        this.rows = rows;
        this.usage = usage;
    }

    void move(QuotaPath to, ChargeKey... keys) {
        Map<NodeKey, Amounts> less = new HashMap<>();
        Map<NodeKey, Amounts> more = new HashMap<>();
        List<NodeKey> gaining = Charging.path(to);
        for (ChargeKey key :
                Arrays.stream(keys).sorted(Charging.ONE_ORDER).distinct().toList()) {
            Optional<Ledger.Charge> charge = ledger.lock(key);
            if (charge.isEmpty() || charge.get().isPaidBy(to)) {
                continue;
            }
            Amounts amounts = charge.get().amounts();
            List<NodeKey> losing = charge.get().path();
            losing.stream().filter(n -> !gaining.contains(n)).forEach(n -> less.merge(n, amounts, Amounts::plus));
            gaining.stream().filter(n -> !losing.contains(n)).forEach(n -> more.merge(n, amounts, Amounts::plus));
            ledger.move(key, charge.get(), to);
        }
        settle(less, more, to);
    }

    /** Says beforehand what {@link #move} would say at this moment. */
    QuotaPreview preview(QuotaPath to, ChargeKey... keys) {
        Map<NodeKey, Amounts> more = new HashMap<>();
        for (ChargeKey key : keys) {
            ledger.find(key)
                    .ifPresent(charge -> Charging.path(to).stream()
                            .filter(n -> !charge.path().contains(n))
                            .forEach(n -> more.merge(n, charge.amounts(), Amounts::plus)));
        }
        return usage.preview(to, level -> more.getOrDefault(Charging.path(to).get(level.ordinal()), Amounts.NONE));
    }

    /** @param path whose charge it is, for the words of a refusal */
    void change(ChargeKey key, QuotaPath path, Amounts now) {
        Ledger.Charge before = ledger.lock(key)
                .filter(c -> c.isPaidBy(path))
                .orElseThrow(() -> new IllegalStateException(key + " is not charged to " + path));
        if (before.amounts().equals(now)) {
            return;
        }
        Map<NodeKey, Amounts> less = new HashMap<>();
        Map<NodeKey, Amounts> more = new HashMap<>();
        for (NodeKey node : before.path()) {
            less.put(node, before.amounts().beyond(now));
            more.put(node, now.beyond(before.amounts()));
        }
        ledger.change(key, before, now);
        settle(less, more, path);
    }

    /** Whatever is gained must fit; what is lost always may go. A node that a move is to make is made in its turn. */
    private void settle(Map<NodeKey, Amounts> less, Map<NodeKey, Amounts> more, QuotaPath gaining) {
        lockRootForANewTenant(more.keySet());
        Set<NodeKey> touched = new HashSet<>(less.keySet());
        touched.addAll(more.keySet());
        for (NodeKey node : touched.stream().sorted(NodeKey.LOCK_ORDER).toList()) {
            Amounts gained = more.getOrDefault(node, Amounts.NONE);
            Amounts lost = less.getOrDefault(node, Amounts.NONE);
            if (!gained.equals(Amounts.NONE)) {
                charging.spend(node, gaining, gained, false);
            }
            if (!lost.equals(Amounts.NONE)) {
                charging.giveBackOn(List.of(node), lost);
            }
        }
    }

    /** The root is locked before any node, since whoever makes a tenant's node holds it while locking nodes. */
    private void lockRootForANewTenant(Set<NodeKey> gaining) {
        List<NodeKey> tenants =
                gaining.stream().filter(n -> n.level() == Level.TENANT).toList();
        if (!tenants.isEmpty() && rows.read(tenants).size() < tenants.size()) {
            rows.lockRoot();
        }
    }
}
