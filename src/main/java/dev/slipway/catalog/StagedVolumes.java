package dev.slipway.catalog;

import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import dev.slipway.storage.SharedStorage;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which volumes of a host are copies of images. */
@Component
public class StagedVolumes {
    private final JdbcClient jdbc;
    private final SharedStorage shared;

    StagedVolumes(JdbcClient jdbc, SharedStorage shared) {
        this.shared = shared;
        this.jdbc = jdbc;
    }

    /** What a version's copy is called in a pool, there or not. @throws NotFound if there is no such version */
    public VolumeRef of(ImageVersionId version, String pool) {
        return jdbc.sql("select sha256, format from image_version where id = ?")
                .param(version.value())
                .query((row, n) ->
                        StagedCopy.volume(row.getString("sha256"), MasterFormat.valueOf(row.getString("format")), pool))
                .optional()
                .orElseThrow(() -> NotFound.of("image"));
    }

    /** With the image's name; copies that are being made are among them, and those that other hosts put into a pool of both. */
    public Map<VolumeRef, String> on(HostId host) {
        var found = new HashMap<>(recorded(host));
        for (var pool : shared.on(host)) {
            var home = shared.knownHome(host, pool);
            recorded(home.host()).forEach((volume, image) -> {
                if (volume.pool().equals(home.pool())) {
                    found.put(new VolumeRef(pool, volume.name()), image);
                }
            });
        }
        return found;
    }

    /** Those only that are in this host's books. */
    public Map<VolumeRef, String> recorded(HostId host) {
        var found = new HashMap<VolumeRef, String>();
        jdbc.sql("""
            select s.pool, s.volume, min(i.name) as name from staged_image s
            left join image_version v on v.sha256 = s.sha256 left join image i on i.id = v.image_id
            where s.host_id = ? group by s.pool, s.volume\
            """).param(host.value()).query(row -> {
            var name = row.getString("name");
            found.put(new VolumeRef(row.getString("pool"), row.getString("volume")), name == null ? "an image" : name);
        });
        return found;
    }
}
