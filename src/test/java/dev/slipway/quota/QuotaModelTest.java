package dev.slipway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;

/** Random sequences of charges, releases, moves, changes, facts and new limits against a model that just adds up. */
class QuotaModelTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final int STEPS = 400;

    private record Held(QuotaPath path, Amounts amounts) {}

    private final Map<ChargeKey, Held> held = new HashMap<>();
    private final Map<NodeKey, Map<Dimension, OptionalLong>> limits = new HashMap<>();
    private final List<QuotaPath> paths = new ArrayList<>();
    private final List<ChargeKey> keys = new ArrayList<>();

    @RepeatedTest(5)
    void behavesLikeAddingUp() {
        long seed = System.nanoTime();
        System.out.println("QuotaModelTest seed " + seed);
        Random random = new Random(seed);
        makePathsAndKeys(random);
        try (QuotaNode node = new QuotaNode(QuotaNode.freshSchema())) {
            for (int step = 0; step < STEPS; step++) {
                String at = "seed " + seed + " step " + step;
                switch (random.nextInt(13)) {
                    case 0 -> limit(node, random);
                    case 1, 2, 3 -> release(node, random);
                    case 4 -> charge(node, random, true, at);
                    case 5, 6 -> move(node, random, at);
                    case 7 -> change(node, random, at);
                    default -> charge(node, random, false, at);
                }
                if (step % 20 == 0) {
                    assertSame(node, at);
                }
            }
            assertSame(node, "seed " + seed + " at the end");
        }
    }

    private void makePathsAndKeys(Random random) {
        for (int t = 0; t < 2; t++) {
            TenantId tenant = TenantId.random();
            for (int p = 0; p < 2; p++) {
                ProjectId project = ProjectId.random();
                for (int m = 0; m < 2; m++) {
                    paths.add(new QuotaPath(tenant, "t" + t, project, "p" + p, UserId.random(), "m" + m));
                }
            }
        }
        for (int k = 0; k < 60; k++) {
            ChargeKey.Kind kind = ChargeKey.Kind.values()[random.nextInt(2)];
            keys.add(new ChargeKey(kind, uuid(random)));
        }
    }

    private void charge(QuotaNode node, Random random, boolean fact, String at) {
        ChargeKey key = pick(keys, random);
        Held before = held.get(key);
        QuotaPath path = before == null ? pick(paths, random) : before.path();
        Resources size = new Resources(random.nextInt(6), random.nextInt(8) * 1024L, random.nextInt(40) * 1024L);
        Amounts amounts = key.kind() == ChargeKey.Kind.VM ? Amounts.allocated(size) : Amounts.running(size);
        boolean fits = before != null || fact || fits(path, amounts);
        if (before == null) {
            assertThat(node.quotas().preview(path, amounts, SYSTEM).fits())
                    .as(at)
                    .isEqualTo(fits(path, amounts));
        }
        if (fact) {
            node.inTransaction(() -> node.quotas().chargeFact(key, path, amounts));
        } else {
            assertThat(node.tryCharge(key, path, amounts)).as(at).isEqualTo(fits);
        }
        if (fits) {
            held.putIfAbsent(key, new Held(path, amounts));
        }
    }

    private void move(QuotaNode node, Random random, String at) {
        QuotaPath to = pick(paths, random);
        ChargeKey[] some = {pick(keys, random), pick(keys, random)};
        Map<NodeKey, Amounts> gains = new HashMap<>();
        for (ChargeKey key : new HashSet<>(List.of(some))) {
            if (held.containsKey(key)) {
                List<NodeKey> before = Charging.path(held.get(key).path());
                Charging.path(to).stream()
                        .filter(n -> !before.contains(n))
                        .forEach(n -> gains.merge(n, held.get(key).amounts(), Amounts::plus));
            }
        }
        boolean fits = gains.entrySet().stream().allMatch(g -> fits(g.getKey(), g.getValue()));
        assertThat(attempt(node, () -> node.quotas().move(to, some))).as(at).isEqualTo(fits);
        if (fits) {
            for (ChargeKey key : some) {
                held.computeIfPresent(key, (k, h) -> new Held(to, h.amounts()));
            }
        }
    }

    private void change(QuotaNode node, Random random, String at) {
        ChargeKey key = pick(keys, random);
        Held before = held.get(key);
        if (before == null) {
            return;
        }
        Resources size = new Resources(random.nextInt(6), random.nextInt(8) * 1024L, random.nextInt(40) * 1024L);
        Amounts now = key.kind() == ChargeKey.Kind.VM ? Amounts.allocated(size) : Amounts.running(size);
        boolean fits = fits(before.path(), now.beyond(before.amounts()));
        assertThat(attempt(node, () -> node.quotas().change(key, before.path(), now)))
                .as(at)
                .isEqualTo(fits);
        if (fits) {
            held.put(key, new Held(before.path(), now));
        }
    }

    private static boolean attempt(QuotaNode node, Runnable work) {
        try {
            node.inTransaction(work);
            return true;
        } catch (QuotaExceeded e) {
            return false;
        }
    }

    private boolean fits(QuotaPath path, Amounts amounts) {
        return Charging.path(path).stream().allMatch(n -> fits(n, amounts));
    }

    private boolean fits(NodeKey node, Amounts amounts) {
        Amounts used = used(node);
        return List.of(Dimension.values()).stream().allMatch(d -> {
            OptionalLong limit = limitOf(node, d);
            return amounts.of(d) == 0 || limit.isEmpty() || used.of(d) + amounts.of(d) <= limit.getAsLong();
        });
    }

    private OptionalLong limitOf(NodeKey node, Dimension d) {
        Map<Dimension, OptionalLong> template = new QuotaSettings(null).template(node.level());
        return limits.getOrDefault(node, Map.of()).getOrDefault(d, template.getOrDefault(d, OptionalLong.empty()));
    }

    private Amounts used(NodeKey node) {
        return held.values().stream()
                .filter(h -> Charging.path(h.path()).contains(node))
                .map(Held::amounts)
                .reduce(Amounts.NONE, Amounts::plus);
    }

    private void release(QuotaNode node, Random random) {
        ChargeKey[] some = {pick(keys, random), pick(keys, random)};
        node.release(some);
        for (ChargeKey key : some) {
            held.remove(key);
        }
    }

    private void limit(QuotaNode node, Random random) {
        QuotaPath path = pick(paths, random);
        NodeKey target = pick(Charging.path(path), random);
        Dimension d = Dimension.values()[random.nextInt(Dimension.values().length)];
        OptionalLong limit = random.nextInt(4) == 0
                ? OptionalLong.empty()
                : OptionalLong.of(random.nextInt(d.unit().isEmpty() ? 40 : 300 * 1024));
        Map<Dimension, OptionalLong> change = Map.of(d, limit);
        switch (target.level()) {
            case TENANT -> node.quotas().limitTenant(path.tenant(), change, SYSTEM);
            case PROJECT -> node.quotas().limitProject(path.tenant(), path.project(), change, SYSTEM);
            case MEMBER -> node.quotas().limitMember(path.tenant(), path.project(), path.member(), change, SYSTEM);
        }
        limits.computeIfAbsent(target, t -> new EnumMap<>(Dimension.class)).put(d, limit);
    }

    private void assertSame(QuotaNode node, String at) {
        for (QuotaPath path : paths) {
            List<NodeKey> nodes = Charging.path(path);
            for (QuotaLine line : node.quotas().usage(path, SYSTEM)) {
                NodeKey key = nodes.get(line.level().ordinal());
                assertThat(line.used()).as(at + " " + line).isEqualTo(used(key).of(line.dimension()));
                assertThat(line.limit()).as(at + " " + line).isEqualTo(limitOf(key, line.dimension()));
            }
        }
        assertThat(node.mismatches()).as(at).isEmpty();
    }

    /** From the seed, and of a version that the database takes for one. */
    private static UUID uuid(Random random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes);
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
