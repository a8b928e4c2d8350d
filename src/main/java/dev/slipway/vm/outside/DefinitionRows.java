package dev.slipway.vm.outside;

import static dev.slipway.vm.state.VmRowMapper.instant;
import static dev.slipway.vm.state.VmRowMapper.utc;

import dev.slipway.kernel.VmId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Definitions of VMs as they were seen on their hosts. One that is as it was costs one look at the primary key. */
@Component
class DefinitionRows {
    private static final int MOST = 10;
    /** They name the tenant that it was defined for, which may be another's by now, or are an administrator's notes. */
    private static final Pattern WORDS = Pattern.compile("\\s*<(title|description)>.*?</\\1>", Pattern.DOTALL);

    private final JdbcClient jdbc;
    private final Clock clock;

    DefinitionRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest first. */
    List<SeenDefinition> of(VmId vm) {
        return jdbc.sql("select seen_at, gzip from vm_definition where vm_id = ? order by seen_at desc")
                .param(vm.value())
                .query((row, n) -> new SeenDefinition(instant(row, "seen_at"), unpacked(row.getBytes("gzip"))))
                .list();
    }

    /** Of a VM that is there; keeps the last few that differ from the one before, without the words about it. */
    void keep(VmId vm, String definition) {
        var xml = WORDS.matcher(definition).replaceAll("");
        var digest = digest(xml);
        if (isLast(vm, digest)) {
            return;
        }
        jdbc.sql("insert into vm_definition (vm_id, seen_at, digest, gzip) select id, ?, ?, ? from vm where id = ?")
                .params(utc(clock.instant()), digest, packed(xml), vm.value())
                .update();
        jdbc.sql("delete from vm_definition where vm_id = :vm and seen_at <= (select seen_at from (select seen_at from"
                        + " vm_definition where vm_id = :vm order by seen_at desc limit 1 offset :most) as oldest)")
                .param("vm", vm.value())
                .param("most", MOST)
                .update();
    }

    private boolean isLast(VmId vm, byte[] digest) {
        return jdbc.sql("select digest from vm_definition where vm_id = ? order by seen_at desc limit 1")
                .param(vm.value())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .filter(last -> MessageDigest.isEqual(last, digest))
                .isPresent();
    }

    private static byte[] digest(String xml) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(xml.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] packed(String xml) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(xml.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String unpacked(byte[] packed) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
