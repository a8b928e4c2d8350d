package dev.slipway.audit;

import dev.slipway.kernel.Csv;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes entries as they are read, a thousand at a time, the newest first: memory stays as small for a million. */
@Component
class AuditExport {
    private static final int AT_ONCE = 1000;

    private final AuditRows rows;
    private final JsonMapper json;

    AuditExport(AuditRows rows, JsonMapper json) {
        this.rows = rows;
        this.json = json;
    }

    void write(AuditFilter filter, AuditFormat format, Appendable out) throws IOException {
        switch (format) {
            case CSV -> {
                out.append(Csv.line(
                        "id",
                        "at_utc",
                        "actor",
                        "origin",
                        "action",
                        "target_type",
                        "target_id",
                        "target_name",
                        "tenant_id",
                        "project_id",
                        "outcome",
                        "code",
                        "detail"));
                each(filter, (entry, first) -> out.append(csv(entry)));
            }
            case JSON -> {
                out.append('[');
                each(filter, (entry, first) -> out.append(first ? "\n" : ",\n").append(json.writeValueAsString(entry)));
                out.append("\n]\n");
            }
        }
    }

    private interface Each {
        void write(AuditEntry entry, boolean first) throws IOException;
    }

    private void each(AuditFilter filter, Each each) throws IOException {
        long last = Long.MAX_VALUE;
        List<AuditEntry> read;
        do {
            read = rows.before(last, filter, AT_ONCE);
            for (AuditEntry entry : read) {
                each.write(entry, last == Long.MAX_VALUE);
                last = entry.id();
            }
        } while (read.size() == AT_ONCE);
    }

    private static String csv(AuditEntry e) {
        return Csv.line(
                e.id(),
                e.at(),
                e.actor(),
                e.origin(),
                e.action(),
                e.targetType(),
                Objects.toString(e.targetId(), ""),
                e.targetName(),
                Objects.toString(e.tenant(), ""),
                Objects.toString(e.project(), ""),
                e.refused() ? "refused" : "done",
                Objects.toString(e.code(), ""),
                e.detail());
    }
}
