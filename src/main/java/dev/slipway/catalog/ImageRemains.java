package dev.slipway.catalog;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.tenant.Remains;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Images that projects own. */
@Component
class ImageRemains implements Remains {
    private final JdbcClient jdbc;

    ImageRemains(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> in(TenantId tenant, Optional<ProjectId> project) {
        long images = jdbc.sql("select count(*) from image i join project p on p.id = i.owner_project_id"
                        + " where p.tenant_id = :tenant and (:project is null or p.id = :project)")
                .param("tenant", tenant.value())
                .param("project", project.map(ProjectId::value).orElse(null))
                .query(Long.class)
                .single();
        return Remains.count(images, "image", "images");
    }
}
