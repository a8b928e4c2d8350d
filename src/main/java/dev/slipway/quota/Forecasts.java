package dev.slipway.quota;

import dev.slipway.kernel.QuotaExceeded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Thinks charges through that are made one after the other: each finds what those before it have left. */
@Component
class Forecasts {
    private final NodeRows rows;
    private final Nodes nodes;
    private final Usage usage;
    private final PayerNames names;

    Forecasts(NodeRows rows, Nodes nodes, Usage usage, PayerNames names) {
        this.rows = rows;
        this.nodes = nodes;
        this.usage = usage;
        this.names = names;
    }

    QuotaForecast of(List<PlannedCharge> charges) {
        Map<NodeKey, Standing> standings = standings(charges);
        List<Optional<String>> refusals = new ArrayList<>();
        Amounts taken = Amounts.NONE;
        for (PlannedCharge charge : charges) {
            Optional<String> refusal = refusal(charge, standings);
            refusals.add(refusal);
            if (refusal.isEmpty()) {
                taken = taken.plus(charge.amounts());
                Charging.path(charge.path())
                        .forEach(node -> standings.computeIfPresent(
                                node, (n, s) -> new Standing(s.used().plus(charge.amounts()), s.limits())));
            }
        }
        return new QuotaForecast(new QuotaPreview(taken, lines(charges, taken), List.of()), refusals);
    }

    private Map<NodeKey, Standing> standings(List<PlannedCharge> charges) {
        Set<NodeKey> keys = new HashSet<>();
        charges.forEach(charge -> keys.addAll(Charging.path(charge.path())));
        Map<NodeKey, Standing> standings = new HashMap<>(keys.isEmpty() ? Map.of() : rows.read(keys));
        keys.forEach(key -> standings.computeIfAbsent(key, nodes::unborn));
        return standings;
    }

    private Optional<String> refusal(PlannedCharge charge, Map<NodeKey, Standing> standings) {
        return Charging.path(charge.path()).stream()
                .flatMap(node -> Optional.ofNullable(standings.get(node)).stream()
                        .flatMap(standing -> new Payer(node.level(), charge.path(), names)
                                .refusals(standing, charge.amounts()).stream()))
                .map(QuotaExceeded::sentence)
                .findFirst();
    }

    private List<QuotaLine> lines(List<PlannedCharge> charges, Amounts taken) {
        if (charges.isEmpty() || taken.equals(Amounts.NONE)) {
            return List.of();
        }
        Set<NodeKey> ofAll = new HashSet<>(Charging.path(charges.getFirst().path()));
        charges.forEach(charge -> ofAll.retainAll(Charging.path(charge.path())));
        Set<Level> levels = new HashSet<>();
        ofAll.forEach(node -> levels.add(node.level()));
        return usage.lines(charges.getFirst().path()).stream()
                .filter(line -> levels.contains(line.level()) && taken.of(line.dimension()) > 0)
                .toList();
    }
}
