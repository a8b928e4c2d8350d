package dev.slipway.quota;

import dev.slipway.kernel.QuotaExceeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how a path stands. A node that does not exist yet stands as it would begin. */
@Component
class Usage {
    private final NodeRows rows;
    private final Nodes nodes;
    private final PayerNames names;

    Usage(NodeRows rows, Nodes nodes, PayerNames names) {
        this.rows = rows;
        this.nodes = nodes;
        this.names = names;
    }

    List<QuotaLine> lines(QuotaPath path) {
        return lines(path, standings(path), Arrays.asList(Dimension.values()));
    }

    QuotaPreview preview(QuotaPath path, Amounts cost) {
        return preview(path, level -> cost);
    }

    /** @param costs of each level */
    QuotaPreview preview(QuotaPath path, Function<Level, Amounts> costs) {
        List<Standing> standings = standings(path);
        List<String> refusals = new ArrayList<>();
        for (Level level : Level.values()) {
            new Payer(level, path, names)
                    .refusals(standings.get(level.ordinal()), costs.apply(level)).stream()
                            .map(QuotaExceeded::sentence)
                            .forEach(refusals::add);
        }
        Amounts cost = costs.apply(Level.MEMBER);
        List<QuotaLine> lines = lines(path, standings, NodeSql.touched(cost)).stream()
                .filter(l -> !costs.apply(l.level()).equals(Amounts.NONE))
                .toList();
        return new QuotaPreview(cost, lines, refusals);
    }

    private List<QuotaLine> lines(QuotaPath path, List<Standing> standings, List<Dimension> dimensions) {
        List<QuotaLine> lines = new ArrayList<>();
        for (Level level : Level.values()) {
            lines.addAll(new Payer(level, path, names).lines(standings.get(level.ordinal()), dimensions));
        }
        return lines;
    }

    private List<Standing> standings(QuotaPath path) {
        List<NodeKey> keys = Charging.path(path);
        Map<NodeKey, Standing> found = rows.read(keys);
        return keys.stream().map(k -> standing(found.get(k), k)).toList();
    }

    private Standing standing(@Nullable Standing found, NodeKey node) {
        return found != null ? found : nodes.unborn(node);
    }
}
