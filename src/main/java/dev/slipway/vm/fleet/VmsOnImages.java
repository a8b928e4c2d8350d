package dev.slipway.vm.fleet;

import dev.slipway.catalog.ImageUse;
import dev.slipway.catalog.ImageUser;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.VmId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which VMs stand on images or have them in their drives, whatever their state; but for those whose launch has failed, of which nothing is left. */
@Component
class VmsOnImages implements ImageUse {
    private static final String STANDING =
            " from image_version i join vm v on v.image_version_id = i.id and v.image_kind = 'GOLDEN' ";
    /** To be built anew from it. */
    private static final String COMING = " from image_version i join vm v on v.coming_version_id = i.id ";

    private static final String IN_DRIVES = " from image_version i"
            + " join vm_drive d on d.version_id = i.id or d.coming_id = i.id join vm v on v.id = d.vm_id ";

    private final JdbcClient jdbc;

    VmsOnImages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<ImageUser> of(ImageId image) {
        var users =
                "select v.id, v.name, v.tenant_id, v.tenant_name, v.project_id, v.project_name, i.id as version, i.label";
        var ofIt = "where i.image_id = :image and v.lifecycle <> 'FAILED'";
        return jdbc.sql(users + STANDING + ofIt + " union " + users + COMING + ofIt + " union " + users + IN_DRIVES
                        + ofIt + " order by name, id")
                .param("image", image.value())
                .query((row, n) -> new ImageUser(
                        new VmId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("tenant_name") + " / " + row.getString("project_name"),
                        Scope.of(
                                new TenantId(row.getObject("tenant_id", UUID.class)),
                                new ProjectId(row.getObject("project_id", UUID.class))),
                        new ImageVersionId(row.getObject("version", UUID.class)),
                        row.getString("label")))
                .list();
    }

    /** Those that are on the way to that host, and those that were left behind there, are among them. */
    @Override
    public boolean isNeededOn(HostId host, String sha256) {
        var there = "left join vm_migration m on m.vm_id = v.id where i.sha256 = :sha256 and v.lifecycle <> 'FAILED'"
                + " and (v.host_id = :host or m.from_host = :host or m.to_host = :host)";
        return jdbc.sql("select exists (select 1" + STANDING + there + ") or exists (select 1" + COMING + there
                        + ") or exists (select 1" + IN_DRIVES + there + ")")
                .param("sha256", sha256)
                .param("host", host.value())
                .query(Boolean.class)
                .single();
    }
}
