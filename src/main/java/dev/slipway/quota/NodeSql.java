package dev.slipway.quota;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Statements on {@code quota_node}, one for each set of dimensions that a charge touches: what it does not touch is
 * neither written nor compared, so a limit lowered below usage stops only growth of its own dimension.
 */
final class NodeSql {
    static final String KEY = " where tenant_id = ? and project_id = ? and member_id = ?";
    private static final int SETS = 1 << Dimension.values().length;
    private static final String[] SPEND = all(touched -> add(touched, "+")
            + KEY
            + join(touched, "", d -> " and used_" + d + " + ? <= coalesce(limit_" + d + ", 9223372036854775807)"));
    private static final String[] CHARGE = all(touched -> add(touched, "+") + KEY);
    private static final String[] GIVE_BACK = all(touched -> add(touched, "-") + KEY);

    private NodeSql() {}

    static String column(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }

    /** The dimensions of which there is some. */
    static List<Dimension> touched(Amounts amounts) {
        return Arrays.stream(Dimension.values()).filter(d -> amounts.of(d) > 0).toList();
    }

    /** Adds if it stays within the limits; parameters: amounts, key, amounts. */
    static String spend(List<Dimension> touched) {
        return SPEND[set(touched)];
    }

    /** Adds whatever the limits say; parameters: amounts, key. */
    static String charge(List<Dimension> touched) {
        return CHARGE[set(touched)];
    }

    /** Subtracts; parameters: amounts, key. */
    static String giveBack(List<Dimension> touched) {
        return GIVE_BACK[set(touched)];
    }

    private static String add(List<Dimension> touched, String sign) {
        return "update quota_node set " + join(touched, ", ", d -> "used_" + d + " = used_" + d + " " + sign + " ?");
    }

    private static String join(List<Dimension> dimensions, String separator, Function<String, String> words) {
        return dimensions.stream().map(NodeSql::column).map(words).collect(Collectors.joining(separator));
    }

    private static String[] all(Function<List<Dimension>, String> statement) {
        String[] statements = new String[SETS];
        for (int set = 1; set < SETS; set++) {
            int members = set;
            statements[set] = statement.apply(Arrays.stream(Dimension.values())
                    .filter(d -> (members & (1 << d.ordinal())) != 0)
                    .toList());
        }
        return statements;
    }

    private static int set(List<Dimension> touched) {
        return touched.stream().mapToInt(d -> 1 << d.ordinal()).sum();
    }
}
