package dev.slipway.quota;

import dev.slipway.kernel.QuotaExceeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One level of a path by its name, and the sentences in which it refuses. */
record Payer(Level level, QuotaPath path, PayerNames names) {
    String name() {
        return name(level, path);
    }

    static String name(Level level, QuotaPath path) {
        return switch (level) {
            case TENANT -> path.tenantName();
            case PROJECT -> path.projectName();
            case MEMBER -> path.memberName();
        };
    }

    List<QuotaLine> lines(Standing standing, Iterable<Dimension> dimensions) {
        List<QuotaLine> lines = new ArrayList<>();
        String words = names.words(level, name(), path.project());
        for (Dimension d : dimensions) {
            lines.add(new QuotaLine(level, name(), words, d, standing.used().of(d), standing.limit(d)));
        }
        return lines;
    }

    /** What would refuse these amounts here; empty if they fit. */
    List<QuotaExceeded> refusals(Standing standing, Amounts amounts) {
        return Arrays.stream(Dimension.values())
                .filter(d -> standing.missing(d, amounts.of(d)) > 0)
                .map(d -> refusal(standing, d, amounts))
                .toList();
    }

    private QuotaExceeded refusal(Standing standing, Dimension d, Amounts amounts) {
        long amount = amounts.of(d);
        long limit = standing.limit(d).orElseThrow();
        long used = standing.used().of(d);
        long missing = standing.missing(d, amount);
        String sentence = subject() + " may use " + d.show(limit) + " and uses " + d.bare(used) + "; this needs "
                + d.bare(amount) + ", so " + d.bare(missing) + (d.isOne(missing) ? " is" : " are") + " missing. "
                + wayOut(d, amount, limit) + " for more.";
        return new QuotaExceeded(sentence, facts(standing, d, missing, amounts));
    }

    /** Enough to ask for more with. */
    private Map<String, Object> facts(Standing standing, Dimension d, long missing, Amounts amounts) {
        Map<String, Long> needs = new TreeMap<>();
        NodeSql.touched(amounts).forEach(touched -> needs.put(touched.name(), amounts.of(touched)));
        return Map.of(
                "dimension", d.name(),
                "level", level.name(),
                "levelName", name(),
                "limit", standing.limit(d).orElseThrow(),
                "used", standing.used().of(d),
                "missing", missing,
                "project", path.project().toString(),
                "member", path.member().toString(),
                "needs", needs);
    }

    private String subject() {
        return switch (level) {
            case TENANT -> "Tenant " + name();
            case PROJECT -> capitalised(project());
            case MEMBER -> "In " + project() + ", " + name();
        };
    }

    private String project() {
        return names.called(path.project(), path.projectName()).inTenant();
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private String wayOut(Dimension d, long amount, long limit) {
        String ask = "ask " + Deciders.words(level);
        if (amount > limit) {
            return d == Dimension.VMS || limit == 0 ? "A" + ask.substring(1) : "Choose a smaller size, or " + ask;
        }
        return switch (d) {
            case VMS, VCPUS, MEMORY_MIB, DISK_MIB -> "Delete a VM, or " + ask;
            case RUNNING_VCPUS, RUNNING_MEMORY_MIB -> "Stop a VM, or " + ask;
        };
    }
}
