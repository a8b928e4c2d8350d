package dev.slipway.host;

import dev.slipway.kernel.Conflict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The check list says no, or says something that nobody has accepted yet. Tells programs which lines. */
public class HostNotAccepted extends Conflict {
    private final transient List<CheckLine> lines;

    private HostNotAccepted(String code, String message, List<CheckLine> lines) {
        super(code, message);
        this.lines = List.copyOf(lines);
    }

    static HostNotAccepted failed(HostCheck check) {
        var lines = of(check, CheckResult.FAILED);
        return new HostNotAccepted(
                "host-check-failed",
                "The host is not registered, because of: " + titles(lines)
                        + ". The check list says how to mend it; then check again.",
                lines);
    }

    static HostNotAccepted warned(HostCheck check) {
        var lines = of(check, CheckResult.WARNING);
        return new HostNotAccepted(
                "host-check-warned",
                "The check list warns of: " + titles(lines) + ". Mend it, or accept the warnings.",
                lines);
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "lines",
                lines.stream()
                        .map(line -> Map.of(
                                "check", line.kind().name(),
                                "finding", line.finding(),
                                "remedy", line.remedy().orElse("")))
                        .toList());
    }

    private static List<CheckLine> of(HostCheck check, CheckResult result) {
        return check.lines().stream().filter(line -> line.result() == result).toList();
    }

    private static String titles(List<CheckLine> lines) {
        return lines.stream().map(line -> line.kind().title()).collect(Collectors.joining(", "));
    }
}
