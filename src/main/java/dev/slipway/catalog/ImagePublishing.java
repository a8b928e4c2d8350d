package dev.slipway.catalog;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of a version when it is published. Nothing changes them afterwards. */
@Component
class ImagePublishing {
    private final JdbcClient jdbc;
    private final Clock clock;

    ImagePublishing(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Found(ImageId id, ImageKind kind, ImageState state) {}

    /**
     * The owner's image of that name, made if it is new; nobody else publishes it until this transaction ends. Not by insert
     * ignore: that takes a shared lock on a row that is there, and two who then want it alone would wait for each other.
     *
     * @throws Conflict if it is of another kind, or retired
     */
    ImageId lock(ImageDraft draft, Scope owner) {
        jdbc.sql("insert into image (id, name, description, kind, owner_project_id, owner_key, visibility, created_at)"
                        + " values (?, ?, '', ?, ?, ?, ?, ?) on duplicate key update name = name")
                .param(UUID.randomUUID())
                .param(draft.name())
                .param(draft.kind().name())
                .param(project(owner))
                .param(key(owner))
                .param((project(owner) == null ? Visibility.PUBLIC : Visibility.PRIVATE).name())
                .param(Utc.now(clock))
                .update();
        var found = jdbc.sql("select id, kind, state from image where owner_key = ? and name = ? for update")
                .params(key(owner), draft.name())
                .query((row, n) -> new Found(
                        new ImageId(row.getObject("id", UUID.class)),
                        ImageKind.valueOf(row.getString("kind")),
                        ImageState.valueOf(row.getString("state"))))
                .single();
        requireFit(found, draft);
        return found.id();
    }

    private static void requireFit(Found found, ImageDraft draft) {
        if (found.kind() != draft.kind()) {
            throw new Conflict(
                    "image-other-kind",
                    draft.name() + " is there already, and no " + draft.kind().words() + " but "
                            + found.kind().words() + ". Choose another name.");
        }
        if (found.state() == ImageState.RETIRED) {
            throw new Conflict(
                    "image-retired",
                    "Image " + draft.name()
                            + " is retired, so nothing new of it is published. Take that back first, or choose another"
                            + " name.");
        }
    }

    ImageVersionId add(ImageId image, ImageDraft draft, ImageStore.Master master) {
        var version = UUID.randomUUID();
        var system = draft.system();
        var needs = draft.needs();
        jdbc.sql("""
            insert into image_version (id, image_id, number, label, os, architecture, default_user, firmware, cloud_init,
                guest_agent, min_vcpus, min_memory_mib, min_disk_mib, format, virtual_bytes, file_bytes, sha256,
                release_notes, published_at)
            select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
            from image_version where image_id = ?\
            """)
                .params(
                        version,
                        image.value(),
                        draft.versionLabel(),
                        system.os(),
                        system.architecture().name(),
                        system.defaultUser(),
                        system.firmware().name(),
                        system.cloudInit(),
                        system.guestAgent(),
                        needs.vcpus(),
                        needs.memoryMib(),
                        needs.diskMib(),
                        master.format().name(),
                        master.virtualBytes(),
                        master.fileBytes(),
                        master.sha256(),
                        draft.releaseNotes(),
                        Utc.now(clock),
                        image.value())
                .update();
        var about = draft.about();
        jdbc.sql("update image set current_version = ?, description = ?, licence = ?, maintainer = ?, end_of_life = ?"
                        + " where id = ?")
                .param(version)
                .param(about.description())
                .param(about.licence())
                .param(about.maintainer())
                .param(about.endOfLife().orElse(null))
                .param(image.value())
                .update();
        return new ImageVersionId(version);
    }

    void sign(ImageVersionId version, ImageSignature signature) {
        jdbc.sql("insert into image_signature (version_id, key_name, owner, fingerprint, signed_of, signed_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        version.value(),
                        signature.keyName(),
                        signature.owner(),
                        signature.fingerprint(),
                        signature.of().name(),
                        Utc.of(signature.at()))
                .update();
    }

    private static @Nullable UUID project(Scope owner) {
        return owner.project() == null ? null : owner.project().value();
    }

    private static String key(Scope owner) {
        return owner.project() == null ? "platform" : owner.project().toString();
    }
}
