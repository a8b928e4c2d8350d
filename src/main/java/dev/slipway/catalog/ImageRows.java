package dev.slipway.catalog;

import dev.slipway.identity.Scope;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;

/** From rows to images. */
final class ImageRows {
    static final String SELECT = """
        select v.*, i.kind, i.name, i.description, i.licence, i.maintainer, i.end_of_life, i.owner_project_id,
               i.visibility, i.state, i.featured, i.host_tags, i.current_version, p.tenant_id,
               if((select count(*) from project q where q.tenant_id = t.id) = 1, t.name, concat(t.name, ' / ', p.name))
                   as owner_name, g.key_name, g.owner as signed_owner, g.fingerprint, g.signed_of, g.signed_at, o.sha256 as logo, w.reason as withdrawn, r.name as replacement, c.label as current_label
        from image_version v
        join image i on i.id = v.image_id
        left join project p on p.id = i.owner_project_id
        left join tenant t on t.id = p.tenant_id
        left join image_logo o on o.image_id = i.id
        left join image_signature g on g.version_id = v.id
        left join image_withdrawal w on w.version_id = v.id
        left join image r on r.id = i.replaced_by and (r.visibility = 'PUBLIC'
            or (i.owner_project_id is not null and r.owner_key = i.owner_key))
        left join image_version c on c.id = i.current_version and c.number > v.number
        where \
        """;
    private static final long MIB = 1024 * 1024;
    private static final int TAG = 16;

    private ImageRows() {}

    static ImageView view(ResultSet row, int n) throws SQLException {
        return new ImageView(
                new ImageId(row.getObject("image_id", UUID.class)),
                ImageKind.valueOf(row.getString("kind")),
                row.getString("name"),
                new ImageAbout(
                        row.getString("description"),
                        row.getString("licence"),
                        row.getString("maintainer"),
                        Optional.ofNullable(row.getObject("end_of_life", LocalDate.class))),
                standing(row),
                new ImageVersionId(row.getObject("id", UUID.class)),
                row.getString("label"),
                row.getString("release_notes"),
                new ImageSystem(
                        row.getString("os"),
                        Architecture.valueOf(row.getString("architecture")),
                        Firmware.valueOf(row.getString("firmware")),
                        row.getString("default_user"),
                        row.getBoolean("cloud_init"),
                        row.getBoolean("guest_agent")),
                new ImageNeeds(row.getInt("min_vcpus"), row.getLong("min_memory_mib"), row.getLong("min_disk_mib")),
                MasterFormat.valueOf(row.getString("format")),
                (row.getLong("virtual_bytes") + MIB - 1) / MIB,
                row.getLong("file_bytes"),
                row.getString("sha256"),
                Utc.instant(row.getObject("published_at", LocalDateTime.class)),
                HostTags.parse(row.getString("host_tags")),
                signature(row),
                Optional.ofNullable(row.getString("logo")).map(sha256 -> sha256.substring(0, TAG)));
    }

    private static Optional<ImageSignature> signature(ResultSet row) throws SQLException {
        var fingerprint = row.getString("fingerprint");
        return fingerprint == null
                ? Optional.empty()
                : Optional.of(new ImageSignature(
                        row.getString("key_name"),
                        row.getString("signed_owner"),
                        fingerprint,
                        ImageSignature.Of.valueOf(row.getString("signed_of")),
                        Utc.instant(row.getObject("signed_at", LocalDateTime.class))));
    }

    private static ImageStanding standing(ResultSet row) throws SQLException {
        var newer = row.getString("current_label");
        return new ImageStanding(
                owner(row),
                Visibility.valueOf(row.getString("visibility")),
                ImageState.valueOf(row.getString("state")),
                row.getBoolean("featured"),
                Optional.ofNullable(row.getString("replacement")),
                Optional.ofNullable(row.getString("withdrawn")),
                newer == null
                        ? Optional.empty()
                        : Optional.of(new NewerVersion(
                                new ImageVersionId(row.getObject("current_version", UUID.class)), newer)));
    }

    private static ImageOwner owner(ResultSet row) throws SQLException {
        var project = row.getObject("owner_project_id", UUID.class);
        return project == null
                ? ImageOwner.PLATFORM
                : new ImageOwner(
                        Scope.of(new TenantId(row.getObject("tenant_id", UUID.class)), new ProjectId(project)),
                        row.getString("owner_name"));
    }
}
